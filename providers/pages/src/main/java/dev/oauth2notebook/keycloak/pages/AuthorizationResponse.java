package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.common.FailedRequest;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.JsonWebToken;

/**
 * The parameters of an authorization response and its response mode.
 *
 * @param mode the response mode
 * @param parameters the parameters to show, in the order of {@link #SHOWN}
 * @see CallbackResource
 */
public record AuthorizationResponse(Mode mode, Map<String, String> parameters) {

    /** The parameters to show. Others are not part of a response, and might be misleading or contain a token. */
    static final List<String> SHOWN =
            List.of("code", "error", "error_description", "error_uri", "state", "iss", "session_state");

    /** Name of the parameter that contains a response as a signed JWT (JARM §2.3). */
    private static final String JWT_PARAMETER = "response";

    /** The response modes that a server can recognise. Browsers do not send the fragment of a URL to the server. */
    public enum Mode {
        /** The request contains no response. */
        NONE,
        /** The response is in the query (OAuth 2.0 Multiple Response Types §2.1). */
        QUERY,
        /** The response is a form (OAuth 2.0 Form Post Response Mode). */
        FORM_POST,
        /** The response is a JWT signed by this realm (JWT Secured Authorization Response Mode). */
        JWT,
        /** The response is a JWT that is encrypted, expired or not signed by this realm. */
        UNREADABLE_JWT
    }

    /**
     * Reads a response.
     *
     * @param session session of the current request, with its realm set
     * @param sent parameters of the query or form
     * @param mode {@link Mode#QUERY} or {@link Mode#FORM_POST}
     */
    static AuthorizationResponse read(KeycloakSession session, MultivaluedMap<String, String> sent, Mode mode) {
        String jwt = sent.getFirst(JWT_PARAMETER);
        if (jwt != null) {
            JsonWebToken claims = session.tokens().decode(jwt, JsonWebToken.class);
            return claims == null || !claims.isActive()
                    ? new AuthorizationResponse(Mode.UNREADABLE_JWT, Map.of())
                    : new AuthorizationResponse(Mode.JWT, shown(name -> claim(claims, name)));
        }
        Map<String, String> parameters = shown(sent::getFirst);
        return new AuthorizationResponse(parameters.isEmpty() ? Mode.NONE : mode, parameters);
    }

    /** Returns the rejected authorization request; empty if the response is not an error. */
    Optional<FailedRequest> error() {
        return Optional.ofNullable(parameters.get("error"))
                .map(error -> FailedRequest.ofAuthorization(error, parameters.getOrDefault("error_description", "")));
    }

    private static Map<String, String> shown(UnaryOperator<String> values) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (String name : SHOWN) {
            String value = values.apply(name);
            if (value != null) {
                shown.put(name, value);
            }
        }
        return shown;
    }

    private static String claim(JsonWebToken claims, String name) {
        if (name.equals("iss")) {
            return claims.getIssuer();
        }
        Object value = claims.getOtherClaims().get(name);
        return value == null ? null : value.toString();
    }
}
