package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import dev.oauth2notebook.keycloak.tokenexchange.mode.PolicyMode;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationAnswer.EvaluatedRequest;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationAnswer.IssuedToken;
import java.util.List;
import org.keycloak.models.KeycloakSession;

/** Creates the answers of the simulator for the current realm. */
final class Answers {

    private final boolean enforced;
    private final List<String> notes;

    Answers(KeycloakSession session) {
        this.enforced = PolicyMode.of(session.getContext().getRealm()) == PolicyMode.ENFORCED;
        this.notes = UnevaluatedConditions.of(session, session.getContext().getRealm());
    }

    /**
     * Answers that a token would be issued.
     *
     * @param permit name of the permit that grants the request; {@code null} if it needs none
     */
    SimulationAnswer granted(String permit, IssuedToken token, EvaluatedRequest evaluated, List<PermitAnswer> permits) {
        return new SimulationAnswer(enforced, true, permit, token, null, null, null, evaluated, permits, notes);
    }

    SimulationAnswer refused(Refusal refusal, EvaluatedRequest evaluated, List<PermitAnswer> permits) {
        return new SimulationAnswer(
                enforced,
                false,
                refusal.permit(),
                null,
                refusal.code().value(),
                refusal.description(),
                refusal.reason(),
                evaluated,
                permits,
                notes);
    }

    SimulationAnswer refused(RefusedBeforehand refusal) {
        return new SimulationAnswer(
                enforced,
                false,
                null,
                null,
                refusal.error(),
                refusal.description(),
                refusal.getMessage(),
                null,
                List.of(),
                notes);
    }
}
