package dev.oauth2notebook.keycloak.demoapi;

import jakarta.ws.rs.core.Response;

/**
 * The errors of the API (RFC 6750 §3.1, RFC 9449 §7.1).
 *
 * @see Challenges
 */
enum ApiError {
    /** No access token, or an unsupported scheme: the challenges contain no error code (RFC 6750 §3.1, end). */
    MISSING_TOKEN(Response.Status.UNAUTHORIZED, null, "Send an access token in the Authorization header"),
    /** Like {@link #MISSING_TOKEN}: the header contains only the token. */
    SCHEME_MISSING(
            Response.Status.UNAUTHORIZED,
            null,
            "The Authorization header has no scheme: put Bearer and a space before the access token"),
    SEVERAL_TOKENS(
            Response.Status.BAD_REQUEST,
            ApiError.INVALID_REQUEST,
            "Send the access token once, in the Authorization header"),
    SCHEME_TWICE(
            Response.Status.BAD_REQUEST,
            ApiError.INVALID_REQUEST,
            "The Authorization header contains its scheme twice"),
    MALFORMED_HEADER(Response.Status.BAD_REQUEST, ApiError.INVALID_REQUEST, "The Authorization header is malformed"),
    MALFORMED_TOKEN(
            Response.Status.UNAUTHORIZED,
            ApiError.INVALID,
            "The access token is malformed: it must be a JWT, which has three parts separated by dots"),
    FOREIGN_TOKEN(Response.Status.UNAUTHORIZED, ApiError.INVALID, "The access token was not signed by this realm"),
    OTHER_ISSUER(
            Response.Status.UNAUTHORIZED,
            ApiError.INVALID,
            "The access token was issued under another address of this server"),
    OTHER_TOKEN_TYPE(Response.Status.UNAUTHORIZED, ApiError.INVALID, "The token is not an access token"),
    EXPIRED_TOKEN(Response.Status.UNAUTHORIZED, ApiError.INVALID, "The access token has expired"),
    ENDED_TOKEN(
            Response.Status.UNAUTHORIZED,
            ApiError.INVALID,
            "The access token is no longer valid: it was revoked, or its session, user or client is no longer active"),
    OTHER_AUDIENCE(Response.Status.UNAUTHORIZED, ApiError.INVALID, "The access token is not for this API"),
    /** RFC 9449 §7.2: a bound token must not be accepted as a bearer token. */
    BOUND_TOKEN_AS_BEARER(
            Response.Status.UNAUTHORIZED,
            ApiError.INVALID,
            "The access token is bound to a key: use the DPoP scheme and send a proof"),
    DPOP_REQUIRED(
            Response.Status.UNAUTHORIZED,
            ApiError.INVALID,
            "The client must use access tokens that are bound to a key"),
    UNBOUND_TOKEN_AS_DPOP(
            Response.Status.UNAUTHORIZED,
            ApiError.INVALID,
            "The access token is not bound to a key: use the Bearer scheme"),
    OTHER_KEY(Response.Status.UNAUTHORIZED, ApiError.INVALID, "The access token is bound to another key"),
    OTHER_CERTIFICATE(
            Response.Status.UNAUTHORIZED, ApiError.INVALID, "The access token is bound to another client certificate"),
    INVALID_DPOP_PROOF(
            Response.Status.UNAUTHORIZED,
            "invalid_dpop_proof",
            "The DPoP proof is missing, malformed, expired, already used, or for another request or access token"),
    INSUFFICIENT_SCOPE(
            Response.Status.FORBIDDEN, "insufficient_scope", "The access token does not have the required scope"),
    HTTPS_REQUIRED(Response.Status.FORBIDDEN, ApiError.INVALID_REQUEST, "HTTPS required");

    private static final String INVALID_REQUEST = "invalid_request";
    private static final String INVALID = "invalid_token";

    private final Response.Status status;
    private final String code;
    private final String description;

    ApiError(Response.Status status, String code, String description) {
        this.status = status;
        this.code = code;
        this.description = description;
    }

    Response.Status status() {
        return status;
    }

    /** Returns the error code, or {@code null} if the challenge must not contain one. */
    String code() {
        return code;
    }

    String description() {
        return description;
    }
}
