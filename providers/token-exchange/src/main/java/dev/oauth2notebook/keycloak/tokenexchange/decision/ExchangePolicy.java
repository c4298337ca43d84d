package dev.oauth2notebook.keycloak.tokenexchange.decision;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The token-exchange policy (RFC 8693 §5): a request that no permit covers is refused. */
public final class ExchangePolicy {

    private ExchangePolicy() {}

    /**
     * Decides on a request. Permits for other requesters are ignored. One permit must cover the whole request, and the
     * first one that does is used. If none does, the refusal is that of the permit that passed the most checks in the
     * order of {@link PolicyCheck}; if several passed equally many, that of the first.
     *
     * @param permits permits in the order in which they are tried
     * @param request a request whose tokens have been validated
     * @param now current time in seconds since the epoch
     * @return a {@link Decision.Grant} or a {@link Decision.Refusal}
     */
    public static Decision decide(List<Permit> permits, ExchangeRequest request, long now) {
        Refusal furthest = new Refusal(PolicyCheck.NO_PERMIT, null);
        for (Permit permit : permits) {
            if (!permit.appliesTo(request.requester())) {
                continue;
            }
            PermitEvaluation evaluation = new PermitEvaluation(permit, request, now);
            Optional<PolicyCheck> failed = PolicyCheck.firstFailed(evaluation);
            if (failed.isEmpty()) {
                return evaluation.grant();
            }
            if (failed.get().compareTo(furthest.check()) > 0) {
                furthest = new Refusal(failed.get(), permit.name());
            }
        }
        return furthest;
    }

    /**
     * Returns the first check that the request fails for each permit that applies to the requester. Explains a decision
     * of {@link #decide} to users who may see the permits.
     *
     * @param permits as for {@link #decide}
     * @param request as for {@link #decide}
     * @param now as for {@link #decide}
     * @return the checks by permit, in the order of the permits; empty for a permit that covers the request
     */
    public static Map<Permit, Optional<PolicyCheck>> explain(List<Permit> permits, ExchangeRequest request, long now) {
        Map<Permit, Optional<PolicyCheck>> checks = new LinkedHashMap<>();
        permits.stream()
                .filter(permit -> permit.appliesTo(request.requester()))
                .forEach(permit ->
                        checks.put(permit, PolicyCheck.firstFailed(new PermitEvaluation(permit, request, now))));
        return checks;
    }
}
