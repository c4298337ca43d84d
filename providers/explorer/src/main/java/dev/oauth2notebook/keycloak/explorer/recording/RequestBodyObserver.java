package dev.oauth2notebook.keycloak.explorer.recording;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Copies JSON bodies of requests while Keycloak reads them: nothing is read earlier or by another thread. Forms need no
 * copy, because Keycloak keeps them. (A {@code ReaderInterceptor} would change how all other bodies are read.)
 */
@Provider
public final class RequestBodyObserver implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        Recorder.current().ifPresent(recorder -> {
            try {
                if (isJson(request)) {
                    Observation.current()
                            .ifPresent(observation ->
                                    request.setEntityStream(observation.copyBody(request.getEntityStream())));
                }
            } catch (RuntimeException e) {
                recorder.failed(e);
            }
        });
    }

    private static boolean isJson(ContainerRequestContext request) {
        return MediaTypes.isJson(MediaTypes.name(request.getMediaType()));
    }
}
