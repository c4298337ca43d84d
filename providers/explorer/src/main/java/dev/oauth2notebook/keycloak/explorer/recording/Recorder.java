package dev.oauth2notebook.keycloak.explorer.recording;

import dev.oauth2notebook.keycloak.explorer.masking.Headers;
import dev.oauth2notebook.keycloak.explorer.masking.Parameter;
import dev.oauth2notebook.keycloak.explorer.options.ExplorerOptions;
import dev.oauth2notebook.keycloak.explorer.ring.Ring;
import io.vertx.core.http.HttpServerResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Keeps the recorded requests of this node, and those that other nodes send. There is one while the explorer is on. It
 * works in a thread of its own, so that it delays neither requests nor event loops; if there are more requests than it
 * may record or can handle, it drops some, and the ring has a gap.
 */
public final class Recorder {

    private static final Logger LOG = Logger.getLogger(Recorder.class);

    static final int MAX_WAITING = 1000;
    private static final int NODE_ID_BYTES = 3;
    private static final Duration BURST = Duration.ofSeconds(20);

    private static volatile Recorder current;

    private final ExplorerOptions options;
    private final Ring<Recorded> ring;
    private final RateLimit rate;
    private final String node;
    private final AtomicLong number = new AtomicLong();
    private final AtomicBoolean failed = new AtomicBoolean();
    /** Whether requests are missing since the last one that was recorded. */
    private final AtomicBoolean missed = new AtomicBoolean();

    private final List<RecordListener> listeners = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> daemon(task));

    private Recorder(ExplorerOptions options) {
        this.options = options;
        this.ring = new Ring<>(
                options.maxRequests(),
                options.maxBytes(),
                TimeUnit.MINUTES.toMillis(options.maxMinutes()),
                System::currentTimeMillis);
        this.rate = new RateLimit(options.maxRate(), BURST, System::nanoTime);
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

    /** Adds a listener for the requests that this node records. */
    public void listen(RecordListener listener) {
        listeners.add(listener);
    }

    /** Adds a request that another node has recorded. */
    public void receive(Recorded request, int size) {
        ring.add(request.id(), size, request);
    }

    /** Notes that requests of another node are missing. */
    public void receiveGap() {
        ring.addGap();
    }

    /**
     * Returns whether a request that begins now need not be observed, because it could not be recorded. It is noted as
     * missing. Otherwise, {@link #admit} decides when the request has been answered.
     */
    boolean isBusy() {
        boolean busy = rate.isExhausted();
        if (busy) {
            missed();
        }
        return busy;
    }

    /** Returns whether one more request may be recorded; if not, it is noted as missing. */
    boolean admit() {
        boolean admitted = rate.admit();
        if (!admitted) {
            missed();
        }
        return admitted;
    }

    /** Records a request whose response has been sent. */
    void finish(Observation observation, HttpServerResponse response) {
        observation.content().ifPresent(content -> {
            double duration = observation.elapsed();
            int status = response.getStatusCode();
            List<Parameter> headers = response.headers().entries().stream()
                    .map(header -> new Parameter(header.getKey(), header.getValue()))
                    .toList();
            submit(id -> new RecordedRequest(
                    id, observation.time(), duration, observation.endpoint(), content, status, Headers.mask(headers)));
        });
    }

    /**
     * Records a request soon, unless too many are waiting.
     *
     * @param request makes the request with a given id
     */
    void submit(Function<String, RecordedRequest> request) {
        try {
            worker.execute(() -> add(request));
        } catch (RejectedExecutionException e) {
            failed(e);
        }
    }

    /**
     * Notes that a request could not be recorded. Logs the first failure as a warning, because others are likely to have
     * the same cause.
     */
    void failed(RuntimeException failure) {
        if (failed.compareAndSet(false, true)) {
            LOG.warn("The explorer could not record a request; further failures are logged as debug messages", failure);
        } else {
            LOG.debug("The explorer could not record a request", failure);
        }
        missed();
    }

    private void missed() {
        if (missed.getAndSet(true)) {
            return; // One announcement is enough, however many follow.
        }
        try {
            worker.execute(() -> {
                if (missed.get()) {
                    announceMissed();
                }
            });
        } catch (RejectedExecutionException e) {
            // The next request in the queue announces it.
        }
    }

    private void add(Function<String, RecordedRequest> made) {
        if (missed.getAndSet(false)) {
            announceMissed();
        }
        try {
            String id = "%s-%06d".formatted(node, number.incrementAndGet());
            RecordedRequest request = made.apply(id);
            Recorded recorded = new Recorded(id, request.content().realm(), () -> RecordJson.render(request));
            if (ring.add(id, request.size(), recorded)) {
                listeners.forEach(listener -> listener.recorded(recorded));
            } else {
                listeners.forEach(RecordListener::missed);
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void announceMissed() {
        if (ring.addGap()) {
            listeners.forEach(RecordListener::missed);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "explorer-recorder");
        thread.setDaemon(true);
        return thread;
    }
}
