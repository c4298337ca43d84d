package dev.oauth2notebook.keycloak.tokenexchange.map;

/** What the map needs to know about a client. */
enum ClientState {
    /** There is no such client. */
    MISSING,
    /** The client is disabled. */
    DISABLED,
    /** The client is public, so it cannot exchange tokens. */
    PUBLIC,
    /** The client is confidential, but its switch for standard token exchange is off. */
    WITHOUT_EXCHANGE,
    /** The client may exchange tokens. */
    WITH_EXCHANGE
}
