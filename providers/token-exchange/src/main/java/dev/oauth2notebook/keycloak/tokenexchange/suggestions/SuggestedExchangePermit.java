package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorSemantics;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A permit that covers recorded token exchanges.
 *
 * @param kind what the exchanges have in common, except for the token type
 * @param tokenTypes the requested token types
 * @param granted the audiences and scopes
 * @param depth the longest {@code act} chain of an issued token
 * @param lifetime the longest lifetime of an issued token in seconds; {@code null} if an event does not say it
 */
record SuggestedExchangePermit(
        ExchangeKind kind, Set<TokenType> tokenTypes, AudiencesAndScopes granted, int depth, Long lifetime)
        implements SuggestedPermit {

    @Override
    public PermitKind<?> permitKind() {
        return PermitKind.TOKEN_EXCHANGE;
    }

    @Override
    public String purpose() {
        return kind.requester() + "-exchanges-" + kind.subjectClient();
    }

    @Override
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("requesters", List.of(kind.requester()));
        values.put("subject-clients", List.of(kind.subjectClient()));
        values.put("audiences", List.copyOf(granted.audiences()));
        values.put("scopes", List.copyOf(granted.scopes()));
        values.put(
                "requested-token-types",
                tokenTypes.stream().map(TokenType::configName).sorted().toList());
        if (kind.actorClient() != null) {
            values.put("actor", "required");
            values.put("actor-clients", List.of(kind.actorClient()));
            if (kind.acting() == ActorSemantics.IMPERSONATION) {
                values.put("acting", kind.acting().configName());
            }
        }
        if (depth > Permit.DEFAULT_MAX_DEPTH) {
            values.put("max-depth", depth);
        }
        if (lifetime != null && lifetime != Permit.DEFAULT_MAX_LIFETIME) {
            values.put("max-lifetime", Math.max(1, lifetime));
        }
        return values;
    }
}
