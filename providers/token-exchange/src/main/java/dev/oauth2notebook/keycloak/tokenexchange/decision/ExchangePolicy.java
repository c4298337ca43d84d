package dev.oauth2notebook.keycloak.tokenexchange.decision;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import java.util.List;
import java.util.Optional;

/** The token-exchange policy (RFC 8693 §5): what no permit covers is refused. */
public final class ExchangePolicy {

    private ExchangePolicy() {}

    /**
     * Decides on a request. Permits for other requesters do not count; one permit must cover the whole request, and the
     * first that does is used. If none does, the refusal is that of the permit that got furthest in the order of {@link
     * PolicyCheck}, and of several that got as far that of the first.
     *
     * @param permits in the order in which they are tried
     * @param request the request, its tokens validated
     * @param now seconds since the epoch
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
}
