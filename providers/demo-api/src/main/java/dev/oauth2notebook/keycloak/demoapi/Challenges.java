package dev.oauth2notebook.keycloak.demoapi;

import dev.oauth2notebook.keycloak.common.QuotedString;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.OAuth2Constants;

/**
 * Builds error responses with challenges: a {@code WWW-Authenticate} header for each scheme that the API accepts (RFC
 * 6750 §3, RFC 9449 §7.1, RFC 9728 §5.1).
 *
 * @param realm the protection space
 * @param scopes scopes that the request needs
 * @param metadata URL of the resource's metadata
 * @param algorithms signature algorithms for DPoP proofs; empty if the server does not support DPoP
 * @see ProtectedRequest
 */
record Challenges(String realm, List<String> scopes, String metadata, List<String> algorithms) {

    private static final String NO_ERROR = "unauthorized";

    /**
     * Builds an error response. A 401 has challenges for all schemes, other responses only for the scheme of the
     * request.
     *
     * @param error the reason for the refusal
     * @param used scheme of the request, whose challenge contains the error code
     */
    Response.ResponseBuilder refuse(ApiError error, AuthScheme used) {
        Response.ResponseBuilder response = Response.status(error.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(body(error));
        headers(error, used).forEach(challenge -> response.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        return response;
    }

    /** The body repeats what the challenge says, for people; the scopes are the missing ones (RFC 6750 §3). */
    private Map<String, String> body(ApiError error) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put(OAuth2Constants.ERROR, error.code() == null ? NO_ERROR : error.code());
        body.put(OAuth2Constants.ERROR_DESCRIPTION, error.description());
        if (error == ApiError.INSUFFICIENT_SCOPE) {
            body.put(OAuth2Constants.SCOPE, String.join(" ", scopes));
        }
        return body;
    }

    /** Returns the challenges of an error response, each for a separate header. */
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
