package dev.oauth2notebook.keycloak.device;

import java.util.Map;
import org.keycloak.common.util.Time;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * A limit on wrong user codes (RFC 8628 §5.1) for one browser or network. It is kept in Keycloak's store of single-use
 * objects, which all nodes of a cluster share. There is one slot for each wrong code allowed; a slot expires when the
 * counting period is over. An attempt acquires a slot before its code is looked up and releases it if the code is
 * correct. A wrong code that leaves no free slot starts a block. Therefore, concurrent attempts can look up no more
 * codes than there are slots.
 *
 * <p>{@code putIfAbsent}, {@code contains} and {@code remove} take effect immediately, {@code put} only when the
 * request has completed successfully. No decision depends on values stored with {@code put}.
 *
 * @see WrongCodeLimits
 */
final class WrongCodeLimit {

    private static final String UNTIL = "until";

    private final SingleUseObjectProvider store;
    private final WrongCodeOptions options;
    private final int limit;
    private final String key;
    private String slot;

    /**
     * @param store store of the current request
     * @param options the counting period and the duration of a block
     * @param limit number of wrong codes allowed
     * @param key key of the browser or network in the store
     */
    WrongCodeLimit(SingleUseObjectProvider store, WrongCodeOptions options, int limit, String key) {
        this.store = store;
        this.options = options;
        this.limit = limit;
        this.key = key;
    }

    /**
     * Starts an attempt.
     *
     * @return whether the code may be looked up; if so, {@link #release()} or {@link #countWrong()} must follow
     */
    boolean acquire() {
        if (!isBlocked() && acquireSlot()) {
            // A block frees the slots, and may have been set after the first check.
            if (!isBlocked()) {
                return true;
            }
            release();
        }
        return false;
    }

    /** Ends an attempt without counting it: the code was correct, or was not looked up. */
    void release() {
        store.remove(slot);
    }

    /** Ends an attempt with a wrong code, which keeps its slot; starts a block if no slot is free. */
    void countWrong() {
        for (int i = 0; i < limit; i++) {
            if (!store.contains(slot(i))) {
                return;
            }
        }
        block();
    }

    /**
     * Returns the time to wait after {@link #acquire()} has returned {@code false}.
     *
     * @return seconds until another attempt is allowed, at least 1
     */
    long retryAfter() {
        Map<String, String> note = store.get(noteKey());
        if (note != null) {
            return Math.max(1, Long.parseLong(note.get(UNTIL)) - Time.currentTimeSeconds());
        }
        // Without a block, all slots are held by attempts that are in progress.
        return isBlocked() ? options.block() : 1;
    }

    private boolean acquireSlot() {
        for (int i = 0; i < limit; i++) {
            if (store.putIfAbsent(slot(i), options.window())) {
                slot = slot(i);
                return true;
            }
        }
        return false;
    }

    /** Sets the block, then frees the slots, so that counting starts again from zero after the block. */
    private void block() {
        store.putIfAbsent(blockKey(), options.block());
        store.put(
                noteKey(), options.block(), Map.of(UNTIL, String.valueOf(Time.currentTimeSeconds() + options.block())));
        for (int i = 0; i < limit; i++) {
            store.remove(slot(i));
        }
    }

    private boolean isBlocked() {
        return store.contains(blockKey());
    }

    private String slot(int i) {
        return key + "." + i;
    }

    private String blockKey() {
        return key + ".block";
    }

    private String noteKey() {
        return key + "." + UNTIL;
    }
}
