package dev.oauth2notebook.keycloak.demoapi;

import jakarta.ws.rs.core.Response;

/** The refusals of the API (RFC 6750 §3.1, RFC 9449 §7.1). */
enum ApiError {
    /** No access token, or one sent in a way that the API does not take: challenges only (RFC 6750 §3.1, end). */
    MISSING_TOKEN(Response.Status.UNAUTHORIZED, null, "Send an access token in the Authorization header"),
    SEVERAL_TOKENS(
            Response.Status.BAD_REQUEST,
            ApiError.INVALID_REQUEST,
            "Send the access token once, in the Authorization header"),
    MALFORMED_HEADER(Response.Status.BAD_REQUEST, ApiError.INVALID_REQUEST, "The Authorization header is malformed"),
    INVALID_TOKEN(
            Response.Status.UNAUTHORIZED,
            ApiError.INVALID,
            "The access token is malformed, expired, revoked or foreign"),
    OTHER_AUDIENCE(Response.Status.UNAUTHORIZED, ApiError.INVALID, "The access token is not for this API"),
    /** RFC 9449 §7.2: the binding must not be lost by sending the token as a bearer token. */
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
            "The DPoP proof is missing, malformed, expired, used before, or made for another request or access token"),
    INSUFFICIENT_SCOPE(
            Response.Status.FORBIDDEN, "insufficient_scope", "The access token lacks the scope that the request needs"),
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

    /** Returns the error code, {@code null} if a challenge must name none. */
    String code() {
        return code;
    }

    String description() {
        return description;
    }
}
