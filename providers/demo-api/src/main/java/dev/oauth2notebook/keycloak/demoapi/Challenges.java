package dev.oauth2notebook.keycloak.demoapi;

import dev.oauth2notebook.keycloak.common.QuotedString;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/**
 * Builds refusals with their challenges: {@code WWW-Authenticate} for each scheme that the API takes (RFC 6750 §3,
 * RFC 9449 §7.1, RFC 9728 §5.1).
 *
 * @param realm protection space that the challenges name
 * @param scopes that the request needs
 * @param metadata URL of the resource's metadata
 * @param algorithms that a DPoP proof may be signed with; empty if the server does not support DPoP
 */
record Challenges(String realm, List<String> scopes, String metadata, List<String> algorithms) {

    private static final String NO_ERROR = "unauthorized";

    /**
     * Builds a refusal. A 401 offers every scheme; the others name the one that was used.
     *
     * @param error why the request is refused
     * @param used scheme of the request, which the challenge with the error code is for
     */
    Response.ResponseBuilder refuse(ApiError error, AuthScheme used) {
        Response.ResponseBuilder response = Response.status(error.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new OAuth2ErrorRepresentation(
                        error.code() == null ? NO_ERROR : error.code(), error.description()));
        headers(error, used).forEach(challenge -> response.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        return response;
    }

    /** Returns the challenges of a refusal, each for a header of its own. */
    List<String> headers(ApiError error, AuthScheme used) {
        return Arrays.stream(AuthScheme.values())
                .filter(scheme -> scheme != AuthScheme.DPOP || !algorithms.isEmpty())
                .filter(scheme -> scheme == used || error.status() == Response.Status.UNAUTHORIZED)
                .map(scheme -> challenge(scheme, scheme == used ? error : null))
                .toList();
    }

    private String challenge(AuthScheme scheme, ApiError error) {
        StringBuilder challenge =
                new StringBuilder(scheme.scheme()).append(" realm=").append(QuotedString.of(realm));
        if (error != null && error.code() != null) {
            parameter(challenge, "error", error.code());
            parameter(challenge, "error_description", error.description());
        }
        if (!scopes.isEmpty()) {
            parameter(challenge, "scope", String.join(" ", scopes));
        }
        parameter(challenge, "resource_metadata", metadata);
        if (scheme == AuthScheme.DPOP) {
            parameter(challenge, "algs", String.join(" ", algorithms));
        }
        return challenge.toString();
    }

    private static void parameter(StringBuilder challenge, String name, String value) {
        challenge.append(", ").append(name).append('=').append(QuotedString.of(value));
    }
}
