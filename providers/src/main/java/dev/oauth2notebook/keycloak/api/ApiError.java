package dev.oauth2notebook.keycloak.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** The refusals of the API (RFC 6750 §3.1). */
enum ApiError {
    /** No access token, or one sent in a way that the API does not take: a bare challenge (RFC 6750 §3.1, end). */
    MISSING_TOKEN(Response.Status.UNAUTHORIZED, null, null),
    SEVERAL_TOKENS(
            Response.Status.BAD_REQUEST, "invalid_request", "Send the access token once, in the Authorization header"),
    MALFORMED_HEADER(Response.Status.BAD_REQUEST, "invalid_request", "The Authorization header is malformed"),
    INVALID_TOKEN(
            Response.Status.UNAUTHORIZED,
            "invalid_token",
            "The access token is malformed, expired, revoked or foreign"),
    INSUFFICIENT_SCOPE(
            Response.Status.FORBIDDEN, "insufficient_scope", "The access token lacks the scope that the request needs"),
    HTTPS_REQUIRED(Response.Status.FORBIDDEN, "invalid_request", "HTTPS required");

    private final Response.Status status;
    private final String code;
    private final String description;

    ApiError(Response.Status status, String code, String description) {
        this.status = status;
        this.code = code;
        this.description = description;
    }

    /**
     * Builds the response.
     *
     * @param challenge authentication scheme and realm, e.g. {@code Bearer realm="notebook"}
     * @param scope the scope that is missing, or {@code null}
     */
    Response.ResponseBuilder response(String challenge, String scope) {
        StringBuilder header = new StringBuilder(challenge);
        if (code != null) {
            parameter(header, "error", code);
            parameter(header, "error_description", description);
        }
        if (scope != null) {
            parameter(header, "scope", scope);
        }
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.WWW_AUTHENTICATE, header)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new OAuth2ErrorRepresentation(
                        code == null ? "unauthorized" : code,
                        description == null ? "Send an access token in the Authorization header" : description));
    }

    private static void parameter(StringBuilder header, String name, String value) {
        header.append(", ").append(name).append("=\"").append(value).append('"');
    }
}
