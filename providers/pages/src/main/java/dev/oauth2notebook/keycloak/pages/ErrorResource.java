package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.pages.errors.ErrorTopic;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;

/**
 * The pages that explain errors: what each means, its likely causes, what to do, and where it is specified. They
 * contain only public information, which is the same for everyone.
 *
 * @see ErrorTopic
 */
public class ErrorResource {

    private final KeycloakSession session;

    /** @param session session of the current request, with its realm set */
    ErrorResource(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Lists all topics.
     *
     * @return 200 with HTML
     */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response list() {
        return Page.render(
                session,
                "errors.ftl",
                Map.of("groups", List.of(ErrorTopic.Group.values()), "topics", Arrays.asList(ErrorTopic.values())));
    }

    /**
     * Explains an error.
     *
     * @param id id of a topic
     * @return 200 with HTML
     * @throws NotFoundException if there is no such topic
     */
    @GET
    @Path("{id}")
    @Produces(MediaType.TEXT_HTML)
    public Response topic(@PathParam("id") String id) {
        ErrorTopic topic = ErrorTopic.find(id).orElseThrow(NotFoundException::new);
        return Page.render(session, "error-topic.ftl", Map.of("topic", topic));
    }
}
