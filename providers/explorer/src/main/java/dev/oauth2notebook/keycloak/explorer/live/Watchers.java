package dev.oauth2notebook.keycloak.explorer.live;

import dev.oauth2notebook.keycloak.explorer.recording.RecordListener;
import dev.oauth2notebook.keycloak.explorer.recording.Recorded;
import dev.oauth2notebook.keycloak.explorer.recording.Recorder;
import dev.oauth2notebook.keycloak.explorer.recording.Viewer;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * All who watch at this node. A watcher costs a connection and some memory, but no thread: the event loop writes what
 * the recorder announces.
 */
public final class Watchers implements RecordListener {

    private static final Logger LOG = Logger.getLogger(Watchers.class);

    private static final int MAX_WATCHERS = 500;

    /** Shorter than the time after which proxies close idle connections; also how long a lost permission lasts. */
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final Recorder recorder;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> daemon(task));

    /** @param recorder the recorder whose requests are sent */
    public Watchers(Recorder recorder) {
        this.recorder = recorder;
        recorder.listen(this);
        timer.scheduleWithFixedDelay(this::keepAlive, KEEP_ALIVE_SECONDS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Begins to send requests: first those that the ring still has, then new ones as they arrive.
     *
     * @param response the response, of which nothing has been sent
     * @param context the context of its connection
     * @param viewer who watches
     * @param lastId id of the last request that the viewer knows; {@code null} if none
     * @param allowed determines whether the viewer may still watch; may block
     * @return whether it has begun; false if there are too many watchers
     */
    public boolean add(
            HttpServerResponse response, Context context, Viewer viewer, String lastId, BooleanSupplier allowed) {
        if (watchers.size() >= MAX_WATCHERS) {
            return false;
        }
        Watcher watcher = new Watcher(recorder.ring(), response, context, viewer, allowed, watchers::remove);
        watchers.add(watcher); // before it reads the ring: what arrives from now on is rendered by announce()
        watcher.start(lastId);
        return true;
    }

    @Override
    public void recorded(Recorded request) {
        announce();
    }

    @Override
    public void missed() {
        announce();
    }

    /** Tells the watchers that there are new requests, which are rendered here, and not on their event loops. */
    public void announce() {
        if (watchers.isEmpty()) {
            return;
        }
        recorder.ring()
                .at(recorder.ring().end() - 1)
                .filter(slot -> !slot.isGap())
                .ifPresent(slot -> slot.value().rendering());
        watchers.forEach(Watcher::wake);
    }

    /** Ends all streams. */
    public void close() {
        timer.shutdownNow();
        watchers.forEach(Watcher::end);
    }

    private void keepAlive() {
        try {
            recorder.ring().removeExpired();
            watchers.forEach(Watcher::keepAlive);
        } catch (RuntimeException e) {
            LOG.debug("A stream of the explorer could not be kept alive", e); // the next run tries again
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "explorer-watchers");
        thread.setDaemon(true);
        return thread;
    }
}
