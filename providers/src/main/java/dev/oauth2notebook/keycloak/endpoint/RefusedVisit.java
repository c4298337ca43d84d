package dev.oauth2notebook.keycloak.endpoint;

import dev.oauth2notebook.keycloak.page.EndpointPage;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.utils.MediaTypeMatcher;

/**
 * The answer to a request that an alias does not take as it is: 405 with the methods that it takes (RFC 9110 §15.5.6), or
 * 401 to a browser that opens the UserInfo endpoint. A browser gets a page that explains the endpoint, other clients JSON.
 * It brings its own body, because Keycloak's error handler would call a 405 an internal error.
 */
final class RefusedVisit extends WebApplicationException {

    private static final long serialVersionUID = 1;

    private RefusedVisit(Response response) {
        super(response);
    }

    /**
     * Decides about the current request.
     *
     * @param session of the request, with its realm set
     * @param mount that was called
     * @param alias that was called
     * @return empty if the alias takes the request
     */
    static Optional<RefusedVisit> of(KeycloakSession session, Mount mount, Alias alias) {
        HttpRequest request = session.getContext().getHttpRequest();
        boolean browser = MediaTypeMatcher.isHtmlRequest(request.getHttpHeaders());
        if (!alias.methods().contains(request.getHttpMethod())) {
            Response answer = browser
                    ? page(session, mount, alias, Response.Status.METHOD_NOT_ALLOWED)
                    : error("/" + alias.path() + " takes the methods " + String.join(", ", alias.requestMethods())
                            + " only.");
            return Optional.of(new RefusedVisit(Response.fromResponse(answer)
                    .header(HttpHeaders.ALLOW, String.join(", ", alias.methods()))
                    .build()));
        }
        if (browser
                && alias == Alias.USERINFO
                && request.getHttpMethod().equals(HttpMethod.GET)
                && request.getHttpHeaders().getHeaderString(HttpHeaders.AUTHORIZATION) == null) {
            return Optional.of(
                    new RefusedVisit(Response.fromResponse(page(session, mount, alias, Response.Status.UNAUTHORIZED))
                            .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                            .build()));
        }
        return Optional.empty();
    }

    private static Response page(KeycloakSession session, Mount mount, Alias alias, Response.Status status) {
        return new EndpointPage(
                        session,
                        mount.listed(session.getContext(), alias),
                        LocalServer.isAsked(OAuth2ResourceProviderFactory.isLocal()))
                .render(status);
    }

    private static Response error(String description) {
        return Response.status(Response.Status.METHOD_NOT_ALLOWED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(OAuthErrorException.INVALID_REQUEST, description))
                .build();
    }
}
