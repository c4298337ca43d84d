package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;
import org.keycloak.OAuthErrorException;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/**
 * Answers whether a token exchange, or client credentials with a target, would be granted. Client policies select the
 * permits and the policy decides, as for a request; no token is issued and no event of such a request is sent.
 */
public final class Simulator {

    private final KeycloakSession session;

    /** Creates a simulator for the realm of the current request. */
    public Simulator(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Simulates a request.
     *
     * @throws InvalidDescription if the description is incomplete, or names a client or user that does not exist
     */
    public SimulationAnswer simulate(SimulationRequest description) {
        Simulation simulation = description.kind() == PermitKind.CLIENT_CREDENTIALS
                ? new CredentialsSimulation(session, description)
                : new ExchangeSimulation(session, description);
        KeycloakContext context = session.getContext();
        ClientModel client = context.getClient();
        UserSessionModel userSession = context.getUserSession();
        var bearerToken = context.getBearerToken();
        try {
            context.setClient(simulation.requester());
            return answer(simulation);
        } catch (RefusedBeforehand e) {
            return new Answers(session).refused(e);
        } finally {
            // The verification of pasted tokens also changes the context.
            context.setClient(client);
            context.setUserSession(userSession);
            context.setBearerToken(bearerToken);
        }
    }

    private static SimulationAnswer answer(Simulation simulation) throws RefusedBeforehand {
        if (!simulation.requester().isEnabled()) {
            throw new RefusedBeforehand(
                    OAuthErrorException.INVALID_CLIENT, "Invalid client", "the requester is disabled");
        }
        try {
            return simulation.answer(Time.currentTimeSeconds());
        } catch (RefusedRequestException e) {
            throw new RefusedBeforehand(e);
        }
    }
}
