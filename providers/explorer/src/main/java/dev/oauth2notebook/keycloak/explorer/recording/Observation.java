package dev.oauth2notebook.keycloak.explorer.recording;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.spi.CDI;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A request while it is served. It is an attribute of the {@link RoutingContext}, to which the observers add what they
 * see.
 */
final class Observation {

    private static final String ATTRIBUTE = Observation.class.getName();

    private static final int MAX_BODY = 16_000;

    private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final ObservedPath endpoint;
    private final long time = System.currentTimeMillis();
    private final long started = System.nanoTime();
    private final List<ObservedEvent> events = new ArrayList<>();
    private BoundedCopy body;
    private Content content;

    private Observation(ObservedPath endpoint) {
        this.endpoint = endpoint;
    }

    /** Begins the observation of a request. */
    static Observation begin(RoutingContext routing, ObservedPath endpoint) {
        Observation observation = new Observation(endpoint);
        routing.put(ATTRIBUTE, observation);
        return observation;
    }

    /** Returns the observation of a request; empty if it is not observed. */
    static Optional<Observation> of(RoutingContext routing) {
        return Optional.ofNullable(routing.get(ATTRIBUTE));
    }

    /** Returns the observation of the current request; empty if there is no request or it is not observed. */
    static Optional<Observation> current() {
        return of(Current.REQUEST);
    }

    /** A proxy of the current request, looked up once: the lookup takes longer than everything else. */
    private static final class Current {

        static final RoutingContext REQUEST =
                CDI.current().select(RoutingContext.class).get();
    }

    ObservedPath endpoint() {
        return endpoint;
    }

    /** Returns when the request arrived, in milliseconds since the epoch. */
    long time() {
        return time;
    }

    /** Returns the time since then in milliseconds, with microseconds as fraction. */
    double elapsed() {
        return Math.round((System.nanoTime() - started) / NANOS_PER_MILLI * 1000) / 1000.0;
    }

    /**
     * Begins to copy the body, up to the largest that is kept.
     *
     * @return the stream from which to read the body
     */
    synchronized InputStream copyBody(InputStream stream) {
        if (body == null) {
            body = new BoundedCopy(stream, MAX_BODY);
            return body;
        }
        return stream;
    }

    /** Returns the body as far as it has been read; empty if there is none or it is too long. */
    synchronized byte[] body() {
        return body == null ? new byte[0] : body.copy();
    }

    synchronized void add(ObservedEvent event) {
        events.add(event);
    }

    synchronized List<ObservedEvent> events() {
        return List.copyOf(events);
    }

    synchronized void complete(Content seen) {
        content = seen;
    }

    /** Returns what was seen of the request; empty if Keycloak has not answered it or its realm records nothing. */
    synchronized Optional<Content> content() {
        return Optional.ofNullable(content);
    }
}
