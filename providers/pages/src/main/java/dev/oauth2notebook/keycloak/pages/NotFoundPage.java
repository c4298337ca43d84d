package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.common.ListedEndpoint;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** Tells a person that there is nothing at an address, and what they may have meant. */
final class NotFoundPage {

    private final KeycloakSession session;

    /** @param session of the current request, with its realm set */
    NotFoundPage(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Renders the page.
     *
     * @param path that was called
     * @param meant the endpoint that was probably meant
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
