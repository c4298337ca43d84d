package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangePolicy;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A permit and a request, of which either may have been changed.
 *
 * @param permit the permit
 * @param request the request
 * @param now time of the decision, in seconds since the epoch
 */
record Attempt(Permit permit, ExchangeRequest request, long now) {

    /** Decides as the policy would if this were the only permit; returns the check that fails, empty if none does. */
    Optional<PolicyCheck> failedCheck() {
        Decision decision = ExchangePolicy.decide(List.of(permit), request, now);
        return decision instanceof Refusal refusal ? Optional.of(refusal.check()) : Optional.empty();
    }

    /** Returns this attempt with another value of a key of the permit; empty if the value is invalid. */
    Optional<Attempt> withPermit(String key, Object value) {
        Map<String, Object> values = new LinkedHashMap<>(PermitSettings.of(permit));
        values.put(key, value);
        return Optional.ofNullable(PermitSettings.parse(permit.name(), values).permit())
                .map(changed -> new Attempt(changed, request, now));
    }

    Attempt withRequest(ChangedRequest changed) {
        return new Attempt(permit, changed.build(), now);
    }
}
