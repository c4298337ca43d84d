package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangePolicy;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An attempt at a token exchange.
 *
 * @param permit the permit
 * @param request the request
 * @param resources the resources of the request
 * @param now time of the decision, in seconds since the epoch
 */
record ExchangeAttempt(Permit permit, ExchangeRequest request, ResolvedResources resources, long now)
        implements Attempt<PolicyCheck, ExchangeAttempt> {

    @Override
    public Optional<PolicyCheck> failedCheck() {
        return ExchangePolicy.firstFailedCheck(permit, request, now);
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
    public Optional<ExchangeAttempt> withPermit(String key, Object value) {
        Map<String, Object> values = new LinkedHashMap<>(settings());
        values.put(key, value);
        return Optional.ofNullable(PermitSettings.parse(permit.name(), values).permit())
                .map(changed -> new ExchangeAttempt(changed, request, resources, now));
    }

    ExchangeAttempt withRequest(ChangedRequest changed) {
        return new ExchangeAttempt(permit, changed.build(), resources, now);
    }
}
