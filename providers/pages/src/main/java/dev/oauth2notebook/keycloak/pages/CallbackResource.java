package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.common.FailedRequest;
import dev.oauth2notebook.keycloak.pages.AuthorizationResponse.Mode;
import dev.oauth2notebook.keycloak.pages.errors.ErrorTopics;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** Codes for which the page shows a command. Keycloak's contain only letters, digits, dots and hyphens. */
    private static final Pattern CODE = Pattern.compile("[\\w.-]+");

    private final KeycloakSession session;
    private final Endpoints endpoints;
    private final boolean local;

    /**
     * @param session session of the current request, with its realm set
     * @param endpoints endpoints of the mount to which the page belongs
     * @param local whether only users of this machine can see the page
     */
    CallbackResource(KeycloakSession session, Endpoints endpoints, boolean local) {
        this.session = session;
        this.endpoints = endpoints;
        this.local = local;
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
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("mode", response.mode().name());
        attributes.put("response", response.parameters());
        attributes.put("shownParameters", AuthorizationResponse.SHOWN);
        attributes.put(
                "retryable", RETRYABLE_ERRORS.contains(response.parameters().getOrDefault("error", "")));
        attributes.put("codeLifespan", session.getContext().getRealm().getAccessCodeLifespan());
        redeemCommand(response).ifPresent(command -> attributes.put("redeemCommand", command));
        response.error().ifPresent(error -> explain(error, attributes));
        return Page.render(session, "callback.ftl", attributes);
    }

    private void explain(FailedRequest error, Map<String, Object> attributes) {
        ErrorTopics.of(error).ifPresent(topic -> attributes.put("topic", topic));
        if (local && error.error().equals(OAuthErrorException.INVALID_SCOPE)) {
            ScopeMistake.of(
                            error.description(),
                            ListedClient.of(session.getContext().getRealm()))
                    .ifPresent(scopes -> attributes.put("scopes", scopes));
        }
    }

    /** The page shows it only if the response is for the request that the same browser sent from the start page. */
    private Optional<String> redeemCommand(AuthorizationResponse response) {
        ExampleCommand example = new ExampleCommand(session.getContext().getRealm(), local);
        return Optional.ofNullable(response.parameters().get("code"))
                .filter(code -> CODE.matcher(code).matches())
                .flatMap(code -> SampleRequest.of(session, endpoints)
                        .flatMap(request -> example.redeem(request, code, endpoints)));
    }
}
