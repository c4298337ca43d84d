package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.pages.AuthorizationResponse.Mode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Set;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;

/**
 * The page that shows an authorization response (RFC 6749 §4.1.2, RFC 9207), so that users can copy it into a client.
 *
 * @see AuthorizationResponse
 */
public class CallbackResource {

    /**
     * Errors after which the same request may succeed, because the user decides otherwise or the server has recovered.
     */
    private static final Set<String> RETRYABLE_ERRORS = Set.of(
            OAuthErrorException.ACCESS_DENIED,
            OAuthErrorException.SERVER_ERROR,
            OAuthErrorException.TEMPORARILY_UNAVAILABLE);

    private final KeycloakSession session;

    /** @param session session of the current request, with its realm set */
    CallbackResource(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Shows a response that was sent in the query, possibly as a JWT. Nothing is stored or logged.
     *
     * @return 200 with HTML
     */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response query() {
        return page(AuthorizationResponse.read(
                session, session.getContext().getUri().getQueryParameters(), Mode.QUERY));
    }

    /**
     * Shows a response that was sent as a form (OAuth 2.0 Form Post Response Mode). Nothing is stored or logged.
     *
     * @return 200 with HTML
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    public Response form() {
        return page(AuthorizationResponse.read(
                session, session.getContext().getHttpRequest().getDecodedFormParameters(), Mode.FORM_POST));
    }

    private Response page(AuthorizationResponse response) {
        return Page.render(
                session,
                "callback.ftl",
                Map.of(
                        "mode",
                        response.mode().name(),
                        "response",
                        response.parameters(),
                        "shownParameters",
                        AuthorizationResponse.SHOWN,
                        "retryable",
                        RETRYABLE_ERRORS.contains(response.parameters().getOrDefault("error", "")),
                        "codeLifespan",
                        session.getContext().getRealm().getAccessCodeLifespan()));
    }
}
