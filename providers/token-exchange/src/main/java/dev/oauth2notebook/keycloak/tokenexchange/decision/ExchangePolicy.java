package dev.oauth2notebook.keycloak.tokenexchange.decision;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The token-exchange policy (RFC 8693 §5): a request that no permit covers is refused. */
public final class ExchangePolicy {

    private ExchangePolicy() {}

    /**
     * Decides on a request. Permits for other requesters are ignored. One permit must cover the whole request, and the
     * first one that does is used. If none does, the refusal is that of the permit that came closest, see
     * {@link Refusal#of}.
     *
     * @param permits permits in the order in which they are tried
     * @param request a request whose tokens have been validated
     * @param now current time in seconds since the epoch
     * @return a {@link Decision.Grant} or a {@link Decision.Refusal}
     */
    public static Decision decide(List<Permit> permits, ExchangeRequest request, long now) {
        List<ConsideredPermit> considered = new ArrayList<>();
        for (Permit permit : permits) {
            if (permit.appliesTo(request.requester())) {
                PermitEvaluation evaluation = new PermitEvaluation(permit, request, now);
                ConsideredPermit result = evaluation.result();
                if (result.covers()) {
                    return evaluation.grant();
                }
                considered.add(result);
            }
        }
        return Refusal.of(PolicyCheck.NO_PERMIT, considered);
    }

    /**
     * Returns all permits that apply to the requester, and whether each covers the request. Explains a grant of
     * {@link #decide}, which ignores the permits after the first that covers the request; a {@link Refusal} already has
     * this list.
     *
     * @param permits as for {@link #decide}
     * @param request as for {@link #decide}
     * @param now as for {@link #decide}
     * @return the permits in their order
     */
    public static List<ConsideredPermit> explain(List<Permit> permits, ExchangeRequest request, long now) {
        return permits.stream()
                .filter(permit -> permit.appliesTo(request.requester()))
                .map(permit -> new PermitEvaluation(permit, request, now).result())
                .toList();
    }

    /**
     * Returns the first check that a request fails with a permit; empty if the permit covers it.
     *
     * @param permit the permit
     * @param request as for {@link #decide}
     * @param now as for {@link #decide}
     */
    public static Optional<PolicyCheck> firstFailedCheck(Permit permit, ExchangeRequest request, long now) {
        return permit.appliesTo(request.requester())
                ? PolicyCheck.firstFailed(new PermitEvaluation(permit, request, now))
                : Optional.of(PolicyCheck.NO_PERMIT);
    }
}
