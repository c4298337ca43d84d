package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.common.ExchangeDecision;
import dev.oauth2notebook.keycloak.common.ExchangeDecision.PermitOutcome;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangePolicy;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        List<PermitOutcome> outcomes = new ArrayList<>();
        ExchangePolicy.explain(permits, request, now)
                .forEach((permit, failed) ->
                        outcomes.add(outcome(permit, failed, permit.name().equals(chosen))));
        return new ExchangeDecision(
                chosen != null,
                request.requester(),
                request.subject().client(),
                Stream.concat(request.audiences().stream(), request.resources().stream())
                        .toList(),
                request.requestedScopes() == null ? List.of() : List.copyOf(request.requestedScopes()),
                outcomes);
    }

    private static PermitOutcome outcome(Permit permit, Optional<PolicyCheck> failed, boolean chosen) {
        return new PermitOutcome(
                permit.name(),
                chosen,
                failed.map(PolicyCheck::name).orElse(null),
                failed.map(PolicyCheck::reason).orElse(null));
    }
}
