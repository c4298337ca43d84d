package dev.oauth2notebook.keycloak.explorer.web;

import dev.oauth2notebook.keycloak.explorer.live.Watchers;
import dev.oauth2notebook.keycloak.explorer.recording.Recorder;
import dev.oauth2notebook.keycloak.explorer.recording.Viewer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * The stream of recorded requests.
 *
 * @see Watchers
 */
public class StreamResource {

    private final KeycloakSessionFactory factory;
    private final Recorder recorder;
    private final Watchers watchers;
    private final Viewer viewer;
    private final String lastId;

    /**
     * @param session session of the current request
     * @param recorder the recorder
     * @param watchers the streams at this node
     * @param viewer who is watching
     * @param lastId id of the last request that the viewer knows; {@code null} if none
     */
    StreamResource(KeycloakSession session, Recorder recorder, Watchers watchers, Viewer viewer, String lastId) {
        this.factory = session.getKeycloakSessionFactory();
        this.recorder = recorder;
        this.watchers = watchers;
        this.viewer = viewer;
        this.lastId = lastId;
    }

    /**
     * Begins the stream. Keycloak closes its session and frees the thread as soon as this method has returned, and the
     * response is written by {@link Watchers} until either side ends it.
     *
     * @return a stage that never completes
     * @throws AccessRefusal if there are too many watchers
     */
    @GET
    public CompletionStage<Response> stream() {
        HttpServerResponse response =
                CDI.current().select(RoutingContext.class).get().response();
        if (!watchers.add(response, Vertx.currentContext(), viewer, lastId, this::isStillAllowed)) {
            throw AccessRefusal.busy();
        }
        return new CompletableFuture<>();
    }

    private boolean isStillAllowed() {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                factory, session -> Access.isStillAllowed(session, viewer, recorder));
    }
}
