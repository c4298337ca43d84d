package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsCheck;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsPolicy;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsRequest;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An attempt at client credentials with a target.
 *
 * @param permit the permit
 * @param request the request
 * @param resources the resources of the request
 */
record CredentialsAttempt(AudiencePermit permit, CredentialsRequest request, ResolvedResources resources)
        implements Attempt<CredentialsCheck, CredentialsAttempt> {

    @Override
    public Optional<CredentialsCheck> failedCheck() {
        return CredentialsPolicy.firstFailedCheck(permit, request);
    }

    @Override
    public String permitName() {
        return permit.name();
    }

    @Override
    public Map<String, Object> settings() {
        return PermitSettings.of(permit);
    }

    @Override
    public Optional<CredentialsAttempt> withPermit(String key, Object value) {
        Map<String, Object> values = new LinkedHashMap<>(settings());
        values.put(key, value);
        return Optional.ofNullable(PermitSettings.parseForCredentials(permit.name(), values)
                        .permit())
                .map(changed -> new CredentialsAttempt(changed, request, resources));
    }

    CredentialsAttempt withRequest(CredentialsRequest changed) {
        return new CredentialsAttempt(permit, changed, resources);
    }
}
