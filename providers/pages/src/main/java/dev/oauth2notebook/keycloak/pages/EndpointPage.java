package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.common.ListedEndpoint;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The page for a user who opened an endpoint for programs in a browser. It explains its purpose and how to call it.
 *
 * @see ExampleCommand
 */
final class EndpointPage {

    private final KeycloakSession session;
    private final ListedEndpoint endpoint;
    private final boolean local;

    /**
     * @param session session of the current request, with its realm set
     * @param endpoint endpoint that was opened
     * @param local whether only users of this machine can see the page
     */
    EndpointPage(KeycloakSession session, ListedEndpoint endpoint, boolean local) {
        this.session = session;
        this.endpoint = endpoint;
        this.local = local;
    }

    /**
     * Renders the page.
     *
     * @param status status of the response, 405 or 401
     * @return the page; the caller must add the headers that the status requires
     */
    Response render(Response.Status status) {
        RealmModel realm = session.getContext().getRealm();
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("endpoint", endpoint);
        new ExampleCommand(realm, local).forEndpoint(endpoint).ifPresent(command -> attributes.put("command", command));
        return Response.fromResponse(Page.render(session, "endpoint.ftl", attributes))
                .status(status)
                .build();
    }
}
