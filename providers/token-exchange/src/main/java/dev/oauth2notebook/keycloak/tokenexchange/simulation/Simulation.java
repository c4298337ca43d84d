package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import org.keycloak.models.ClientModel;

/** A request with one grant type, as it was described. */
interface Simulation {

    /** Returns the client that would send the request. */
    ClientModel requester();

    /**
     * Answers what would happen to the request.
     *
     * @param now current time in seconds since the epoch
     * @throws InvalidDescription if the description names a client or user that does not exist
     * @throws RefusedBeforehand if the request would be refused before the policy decides on it
     * @throws dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException likewise
     */
    SimulationAnswer answer(long now) throws RefusedBeforehand;
}
