package dev.oauth2notebook.keycloak.aliases;

import dev.oauth2notebook.keycloak.common.QuotedString;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.OAuthErrorException;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.utils.MediaTypeMatcher;

/**
 * The response to a request that an alias does not accept: 405 with the supported methods (RFC 9110 §15.5.6), or 401 if
 * a browser opens the UserInfo endpoint. Browsers get a page that explains the endpoint, if the realm has pages; other
 * clients get JSON. The exception contains a complete response because Keycloak's error handler would report a 405 as
 * an internal error.
 *
 * @see OAuth2Resource
 */
final class AliasRefusal extends WebApplicationException {

    private static final long serialVersionUID = 1;

    private AliasRefusal(Response response) {
        super(response);
    }

    /**
     * Checks the current request.
     *
     * @param session session of the current request, with its realm set
     * @param alias the alias that was called
     * @param page renders the page that explains the alias; returns empty if the realm has no pages
     * @return the refusal; empty if the alias accepts the request
     */
    static Optional<AliasRefusal> of(
            KeycloakSession session, Alias alias, Function<Response.Status, Optional<Response>> page) {
        HttpRequest request = session.getContext().getHttpRequest();
        boolean browser = MediaTypeMatcher.isHtmlRequest(request.getHttpHeaders());
        if (!alias.methods().contains(request.getHttpMethod())) {
            Response response = (browser ? page.apply(Response.Status.METHOD_NOT_ALLOWED) : Optional.<Response>empty())
                    .orElseGet(() -> error(
                            "/" + alias.path() + " supports only " + String.join(", ", alias.requestMethods()) + "."));
            return Optional.of(new AliasRefusal(Response.fromResponse(response)
                    .header(HttpHeaders.ALLOW, String.join(", ", alias.methods()))
                    .build()));
        }
        if (browser
                && alias == Alias.USERINFO
                && request.getHttpMethod().equals(HttpMethod.GET)
                && request.getHttpHeaders().getHeaderString(HttpHeaders.AUTHORIZATION) == null) {
            String challenge = "Bearer realm="
                    + QuotedString.of(session.getContext().getRealm().getName()); // RFC 6750 §3
            return page.apply(Response.Status.UNAUTHORIZED)
                    .map(response -> new AliasRefusal(Response.fromResponse(response)
                            .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                            .build()));
        }
        return Optional.empty();
    }

    private static Response error(String description) {
        return Response.status(Response.Status.METHOD_NOT_ALLOWED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(OAuthErrorException.INVALID_REQUEST, description))
                .build();
    }
}
