package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.common.ListedEndpoint;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/**
 * The page for an unknown path, with a link to the endpoint that was probably meant.
 *
 * @see ThemedEndpointPages
 */
final class NotFoundPage {

    private final KeycloakSession session;

    /** @param session session of the current request, with its realm set */
    NotFoundPage(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Renders the page.
     *
     * @param path path that was called, without a leading slash
     * @param meant the endpoint that was probably meant; empty if there is no suggestion
     * @return 404 with HTML
     */
    Response render(String path, Optional<ListedEndpoint> meant) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("path", "/" + path);
        meant.ifPresent(endpoint -> attributes.put("meant", endpoint));
        return Response.fromResponse(Page.render(session, "not-found.ftl", attributes))
                .status(Response.Status.NOT_FOUND)
                .build();
    }
}
