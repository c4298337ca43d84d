package dev.oauth2notebook.keycloak.explorer.recording;

import dev.oauth2notebook.keycloak.common.BasePath;
import dev.oauth2notebook.keycloak.explorer.options.ExplorerOptions;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Notes when the request to an endpoint begins, and hands it to the {@link Recorder} when its response has been sent.
 * Runs on the event loop and does not block it.
 */
@ApplicationScoped
class RequestObserver {

    /** Before other filters, to include the time that they take. They run again for a request that is re-routed. */
    private static final int FIRST = 1_000_000;

    private final String basePath = BasePath.read();

    void register(@Observes Filters filters) {
        if (!ExplorerOptions.isOff()) {
            filters.register(this::handle, FIRST);
        }
    }

    private void handle(RoutingContext request) {
        String path = request.request().path();
        if (path.startsWith(basePath) && Observation.of(request).isEmpty()) {
            ObservedPath.of(path.substring(basePath.length())).ifPresent(endpoint -> Recorder.current()
                    .ifPresent(recorder -> observe(request, endpoint, recorder)));
        }
        request.next();
    }

    private static void observe(RoutingContext request, ObservedPath endpoint, Recorder recorder) {
        if (!recorder.isBusy()) {
            Observation observation = Observation.begin(request, endpoint);
            request.addEndHandler(sent -> recorder.finish(observation, request.response()));
        }
    }
}
