package dev.oauth2notebook.keycloak.tokenexchange.decision;

/**
 * A check that a request may fail, with the error that it then gets. Each kind of permit has its own checks, in the order
 * in which they are applied.
 */
public sealed interface PermitCheck permits PolicyCheck, CredentialsCheck {

    /** Returns the name as a constant, for the event. */
    String name();

    /** Returns the place in the order of the checks, from 0. */
    int ordinal();

    /** Returns the error code for the client. */
    ErrorCode code();

    /** Returns the {@code error_description} for the client, which says what to change, and nothing about any permit. */
    String description();

    /** Returns the reason for the event, without the name of the permit. */
    String reason();
}
