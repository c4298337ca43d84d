package dev.oauth2notebook.keycloak.tokenexchange.admin;

import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationAnswer;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationRequest;
import org.keycloak.events.admin.OperationType;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** The admin event of a simulation. It has the description of the exchange, but no tokens. */
public final class SimulationEvent {

    private static final String RESOURCE_TYPE = "TOKEN_EXCHANGE_SIMULATION";

    private SimulationEvent() {}

    /**
     * Sends the event.
     *
     * @param event names the administrator
     * @param request the description
     * @param answer the answer
     */
    public static void send(AdminEventBuilder event, SimulationRequest request, SimulationAnswer answer) {
        event.operation(OperationType.ACTION)
                .resource(RESOURCE_TYPE)
                .resourcePath(PolicyAdminProviderFactory.ID, PolicyAdminResource.SIMULATE)
                .detail("granted", String.valueOf(answer.granted()))
                .representation(request.withoutTokens())
                .success();
    }
}
