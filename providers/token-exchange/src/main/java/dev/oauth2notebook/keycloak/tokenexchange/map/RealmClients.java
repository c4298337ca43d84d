package dev.oauth2notebook.keycloak.tokenexchange.map;

import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;

/** The clients of a realm. */
interface RealmClients {

    /** Returns the state of a client. */
    ClientState state(String clientId);

    /**
     * Returns why a confidential client cannot send requests that permits of a kind cover.
     *
     * @return {@code null} if it can
     */
    ProblemText obstacle(String clientId, PermitKind<?> kind);
}
