package dev.oauth2notebook.keycloak.tokenexchange.map;

/** What the map needs to know about a client. */
enum ClientState {
    /** There is no such client. */
    MISSING,
    /** The client is disabled. */
    DISABLED,
    /** The client is public, so that permits do not apply to it. */
    PUBLIC,
    /** The client is confidential. */
    CONFIDENTIAL
}
