package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.common.ExchangeDecision;
import dev.oauth2notebook.keycloak.common.ExchangeDecision.PermitOutcome;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ConsideredPermit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangePolicy;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PermitCheck;
import java.util.List;
import java.util.stream.Stream;

/** Describes a decision for the module that shows it. */
final class DecisionReport {

    private DecisionReport() {}

    /**
     * Returns the description.
     *
     * @param decision the decision
     * @param permits the permits from which it was made
     * @param request the request
     * @param now time of the decision, in seconds since the epoch
     */
    static ExchangeDecision of(Decision decision, List<Permit> permits, ExchangeRequest request, long now) {
        String chosen = decision instanceof Grant grant ? grant.permit() : null;
        return new ExchangeDecision(
                chosen != null,
                request.requester(),
                request.subject().client(),
                Stream.concat(
                                request.audiences().stream(),
                                request.resources().stream().map(String::strip))
                        .toList(),
                request.requestedScopes() == null ? List.of() : List.copyOf(request.requestedScopes()),
                considered(decision, permits, request, now).stream()
                        .map(each -> outcome(each, each.permit().equals(chosen)))
                        .toList(),
                decision instanceof Refusal refusal ? refusal.permit() : null);
    }

    private static List<ConsideredPermit> considered(
            Decision decision, List<Permit> permits, ExchangeRequest request, long now) {
        return decision instanceof Refusal refusal
                ? refusal.considered()
                : ExchangePolicy.explain(permits, request, now);
    }

    private static PermitOutcome outcome(ConsideredPermit considered, boolean chosen) {
        PermitCheck failed = considered.failed();
        return new PermitOutcome(
                considered.permit(),
                chosen,
                failed == null ? null : failed.name(),
                failed == null ? null : failed.reason());
    }
}
