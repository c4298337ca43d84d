package dev.oauth2notebook.keycloak.explorer.recording;

import dev.oauth2notebook.keycloak.explorer.masking.Headers;
import dev.oauth2notebook.keycloak.explorer.masking.Parameter;
import dev.oauth2notebook.keycloak.explorer.options.ExplorerOptions;
import dev.oauth2notebook.keycloak.explorer.ring.Ring;
import io.vertx.core.http.HttpServerResponse;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Keeps the recorded requests of this node, and those that other nodes send. There is one while the explorer is on. It
 * works in a thread of its own, so that it delays neither requests nor event loops; if more requests end than it can
 * handle, it drops some and counts them.
 */
public final class Recorder {

    private static final Logger LOG = Logger.getLogger(Recorder.class);

    private static final int MAX_WAITING = 1000;
    private static final int NODE_ID_BYTES = 3;

    private static volatile Recorder current;

    private final ExplorerOptions options;
    private final Ring<Recorded> ring;
    private final String node;
    private final AtomicLong number = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final List<Consumer<Recorded>> listeners = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> daemon(task));

    private Recorder(ExplorerOptions options) {
        this.options = options;
        this.ring = new Ring<>(
                options.maxRequests(),
                options.maxBytes(),
                TimeUnit.MINUTES.toMillis(options.maxMinutes()),
                System::currentTimeMillis);
        byte[] id = new byte[NODE_ID_BYTES];
        new SecureRandom().nextBytes(id);
        this.node = HexFormat.of().formatHex(id);
    }

    /** Starts recording. */
    public static Recorder start(ExplorerOptions options) {
        current = new Recorder(options);
        return current;
    }

    /** Returns the recorder; empty while the explorer is off. */
    public static Optional<Recorder> current() {
        return Optional.ofNullable(current);
    }

    /** Stops recording. */
    public void stop() {
        current = null;
        worker.shutdownNow();
    }

    /** Returns the effective options. */
    public ExplorerOptions options() {
        return options;
    }

    /** Returns the recorded requests. */
    public Ring<Recorded> ring() {
        return ring;
    }

    /** Returns how many requests could not be recorded since the start. */
    public long lost() {
        return lost.get();
    }

    /**
     * Adds a listener for the requests that this node records. It is called in the thread of the recorder, after the
     * request has been added to {@link #ring}, and must not block.
     */
    public void listen(Consumer<Recorded> listener) {
        listeners.add(listener);
    }

    /** Adds a request that another node has recorded. */
    public void receive(Recorded request, int size) {
        ring.add(request.id(), size, request);
    }

    /** Records a request whose response has been sent. */
    void finish(Observation observation, HttpServerResponse response) {
        observation.content().ifPresent(content -> {
            double duration = observation.elapsed();
            int status = response.getStatusCode();
            List<Parameter> headers = response.headers().entries().stream()
                    .map(header -> new Parameter(header.getKey(), header.getValue()))
                    .toList();
            try {
                worker.execute(() -> add(observation, content, duration, status, headers));
            } catch (RejectedExecutionException e) {
                failed(e);
            }
        });
    }

    /** Logs the first failure as a warning, because others are likely to have the same cause. */
    void failed(RuntimeException failure) {
        if (lost.getAndIncrement() == 0) {
            LOG.warn("The explorer could not record a request; further failures are logged as debug messages", failure);
        } else {
            LOG.debug("The explorer could not record a request", failure);
        }
    }

    private void add(
            Observation observation, Content content, double duration, int status, List<Parameter> responseHeaders) {
        try {
            String id = "%s-%06d".formatted(node, number.incrementAndGet());
            RecordedRequest request = new RecordedRequest(
                    id,
                    observation.time(),
                    duration,
                    observation.endpoint(),
                    content,
                    status,
                    Headers.mask(responseHeaders));
            Recorded recorded = new Recorded(id, content.realm(), () -> RecordJson.render(request));
            if (ring.add(id, request.size(), recorded)) {
                listeners.forEach(listener -> listener.accept(recorded));
            } else {
                lost.incrementAndGet();
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "explorer-recorder");
        thread.setDaemon(true);
        return thread;
    }
}
