package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A permit that covers recorded client credentials with a target.
 *
 * @param requester client id of the requester
 * @param granted the audiences and scopes
 * @param lifetime the longest lifetime of an issued token in seconds; {@code null} if an event does not say it
 */
record SuggestedCredentialsPermit(String requester, AudiencesAndScopes granted, Long lifetime)
        implements SuggestedPermit {

    @Override
    public PermitKind<?> permitKind() {
        return PermitKind.CLIENT_CREDENTIALS;
    }

    @Override
    public String purpose() {
        return requester + "-calls-" + granted.audiences().iterator().next();
    }

    @Override
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("requesters", List.of(requester));
        values.put("audiences", List.copyOf(granted.audiences()));
        values.put("scopes", List.copyOf(granted.scopes()));
        if (lifetime != null && lifetime != AudiencePermit.DEFAULT_MAX_LIFETIME) {
            values.put("max-lifetime", Math.max(1, lifetime));
        }
        return values;
    }
}
