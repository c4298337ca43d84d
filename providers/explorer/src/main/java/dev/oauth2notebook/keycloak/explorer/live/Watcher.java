package dev.oauth2notebook.keycloak.explorer.live;

import dev.oauth2notebook.keycloak.explorer.recording.Recorded;
import dev.oauth2notebook.keycloak.explorer.recording.Viewer;
import dev.oauth2notebook.keycloak.explorer.ring.Reading;
import dev.oauth2notebook.keycloak.explorer.ring.Ring;
import dev.oauth2notebook.keycloak.explorer.ring.Slot;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A stream of server-sent events (HTML Living Standard §9.2) to one viewer. It reads the ring at its own pace, so a
 * slow viewer costs no memory; if the ring has a gap or has removed requests that were not sent yet, the viewer is told.
 */
final class Watcher {

    /** Nodes receive each other's requests up to so many milliseconds later; a viewer may change the node. */
    private static final long OVERLAP = 5000;

    private static final int MAX_QUEUE = 256 * 1024;

    private final Ring<Recorded> ring;
    private final HttpServerResponse response;
    private final Context context;
    private final Viewer viewer;
    private final BooleanSupplier allowed;
    private final Consumer<Watcher> removed;

    /** Position of the next element to send; used on the event loop only. */
    private long next;

    /** Whether the headers have been set; used on the event loop only. */
    private boolean begun;

    private volatile boolean ended;

    /**
     * @param ring the recorded requests
     * @param response the response, of which nothing has been sent
     * @param context the context of its connection
     * @param viewer who watches
     * @param allowed determines whether the viewer may still watch; may block
     * @param removed called when the stream has ended, at least once
     */
    Watcher(
            Ring<Recorded> ring,
            HttpServerResponse response,
            Context context,
            Viewer viewer,
            BooleanSupplier allowed,
            Consumer<Watcher> removed) {
        this.ring = ring;
        this.response = response;
        this.context = context;
        this.viewer = viewer;
        this.allowed = allowed;
        this.removed = removed;
    }

    /**
     * Sends the headers and what the ring has.
     *
     * @param lastId id of the last request that the viewer knows; {@code null} if none
     */
    void start(String lastId) {
        Reading<Recorded> reading = ring.after(lastId, OVERLAP);
        List<Slot<Recorded>> slots = reading.slots();
        reading.elements().forEach(Recorded::rendering); // here, because the event loop must not be busy for long
        long from = slots.isEmpty() ? reading.next() : slots.get(0).number();
        boolean gap = lastId != null && reading.gap();
        context.runOnContext(first -> {
            response.closeHandler(closed -> {
                ended = true;
                removed.accept(this);
            });
            response.exceptionHandler(failure -> ended = true);
            response.drainHandler(drained -> pump());
            response.setWriteQueueMaxSize(MAX_QUEUE);
            response.setChunked(true);
            response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream;charset=UTF-8");
            response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.putHeader("X-Content-Type-Options", "nosniff");
            response.putHeader("X-Accel-Buffering", "no"); // nginx would wait for more
            next = from;
            begun = true;
            response.write("retry: 1000\n\n");
            if (gap) {
                writeGap();
            }
            pump();
        });
    }

    /** Sends what has arrived in the ring. */
    void wake() {
        context.runOnContext(woken -> pump());
    }

    /** Sends a comment, or ends the stream if the viewer may no longer watch. */
    void keepAlive() {
        if (ended || response.closed()) { // perhaps before there was a handler for it
            removed.accept(this);
        } else if (allowed.getAsBoolean()) {
            context.runOnContext(alive -> {
                if (isOpen()) {
                    response.write(": keep-alive\n\n");
                }
            });
        } else {
            end();
        }
    }

    /** Ends the stream; the viewer connects again and then learns why. */
    void end() {
        context.runOnContext(last -> {
            if (isOpen()) {
                ended = true;
                response.end();
                removed.accept(this);
            }
        });
    }

    private boolean isOpen() {
        return begun && !ended && !response.ended() && !response.closed();
    }

    private void pump() {
        while (isOpen() && !response.writeQueueFull()) {
            Optional<Slot<Recorded>> slot = ring.at(next);
            if (slot.isEmpty()) {
                return;
            }
            if (slot.get().number() > next || slot.get().isGap()) {
                writeGap();
            }
            next = slot.get().number() + 1;
            if (!slot.get().isGap() && viewer.sees(slot.get().value())) {
                write(slot.get().value());
            }
        }
    }

    private void write(Recorded request) {
        response.write("id: " + request.id() + "\nevent: request\ndata: "
                + request.rendering().json() + "\n\n");
    }

    private void writeGap() {
        String oldest = ring.oldest();
        response.write("event: gap\ndata: " + (oldest == null ? "{}" : "{\"oldest\":\"" + oldest + "\"}") + "\n\n");
    }
}
