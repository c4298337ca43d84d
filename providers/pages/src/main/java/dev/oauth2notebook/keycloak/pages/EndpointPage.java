package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.common.ListedEndpoint;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Explains an endpoint for programs to a person who has opened it in a browser: its purpose, and how to call it. */
final class EndpointPage {

    private final KeycloakSession session;
    private final ListedEndpoint endpoint;
    private final boolean local;

    /**
     * @param session of the current request, with its realm set
     * @param endpoint that was opened
     * @param local whether the page is for the person at this machine alone
     */
    EndpointPage(KeycloakSession session, ListedEndpoint endpoint, boolean local) {
        this.session = session;
        this.endpoint = endpoint;
        this.local = local;
    }

    /**
     * Renders the page.
     *
     * @param status of the answer, 405 or 401
     * @return the page; its headers beyond the type are up to the caller
     */
    Response render(Response.Status status) {
        RealmModel realm = session.getContext().getRealm();
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("endpoint", endpoint);
        new ExampleCommand(realm, local).calling(endpoint).ifPresent(command -> attributes.put("command", command));
        return Response.fromResponse(Page.render(session, "endpoint.ftl", attributes))
                .status(status)
                .build();
    }
}
