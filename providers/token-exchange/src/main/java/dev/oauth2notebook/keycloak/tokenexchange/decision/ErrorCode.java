package dev.oauth2notebook.keycloak.tokenexchange.decision;

/** The OAuth error codes for refused exchanges (RFC 8693 §2.2.2, RFC 6749 §5.2). */
public enum ErrorCode {
    /** The request or one of its tokens is unacceptable (RFC 8693 §2.2.2). */
    INVALID_REQUEST("invalid_request"),
    /** The audience or resource is unknown or not permitted (RFC 8693 §2.2.2, RFC 8707 §2). */
    INVALID_TARGET("invalid_target"),
    /** The scope exceeds what can be granted (RFC 6749 §5.2). */
    INVALID_SCOPE("invalid_scope"),
    /** The client may not use this grant type (RFC 6749 §5.2). */
    UNAUTHORIZED_CLIENT("unauthorized_client");

    private final String value;

    ErrorCode(String value) {
        this.value = value;
    }

    /** Returns the value of the {@code error} parameter. */
    public String value() {
        return value;
    }
}
