package dev.oauth2notebook.keycloak.device;

import java.util.Map;
import org.keycloak.common.util.Time;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * The limit for one guesser (RFC 8628 §5.1), in Keycloak's store of single-use objects, which all nodes of a cluster
 * share. There are as many slots as wrong codes are allowed, and a slot is free again when the window is over. A try
 * takes a slot before its code is looked up, a right code gives the slot back, and the wrong code that leaves none free
 * blocks. So no number of tries at the same time gets more codes looked up than there are slots.
 *
 * <p>{@code putIfAbsent}, {@code contains} and {@code remove} reach the store at once, {@code put} only when the request
 * has ended well; nothing that the limit decides by is put.
 */
final class WrongCodeLimit {

    private static final String UNTIL = "until";

    private final SingleUseObjectProvider store;
    private final WrongCodeOptions options;
    private final int limit;
    private final String key;
    private String slot;

    /**
     * @param store of the current request
     * @param options how long wrong codes count and block
     * @param limit how many are too many
     * @param guesser who tries, as a key of the store
     */
    WrongCodeLimit(SingleUseObjectProvider store, WrongCodeOptions options, int limit, String guesser) {
        this.store = store;
        this.options = options;
        this.limit = limit;
        this.key = guesser;
    }

    /**
     * Starts a try.
     *
     * @return whether the code may be looked up; if so, {@link #right()} or {@link #wrong()} must follow
     */
    boolean begin() {
        if (!isBlocked() && takeSlot()) {
            // A block frees the slots, and may have come between the two.
            if (!isBlocked()) {
                return true;
            }
            right();
        }
        return false;
    }

    /** Ends a try that does not count: the code was right, or was not looked up. */
    void right() {
        store.remove(slot);
    }

    /** Ends a try that counts. */
    void wrong() {
        for (int i = 0; i < limit; i++) {
            if (!store.contains(slot(i))) {
                return;
            }
        }
        block();
    }

    /** Returns in how many seconds to try again after {@link #begin()} has refused; at least 1. */
    long retryAfter() {
        Map<String, String> note = store.get(noteKey());
        if (note != null) {
            return Math.max(1, Long.parseLong(note.get(UNTIL)) - Time.currentTimeSeconds());
        }
        // Without a block, all slots are taken by tries that are just being looked up.
        return isBlocked() ? options.block() : 1;
    }

    private boolean takeSlot() {
        for (int i = 0; i < limit; i++) {
            if (store.putIfAbsent(slot(i), options.window())) {
                slot = slot(i);
                return true;
            }
        }
        return false;
    }

    /** The slots are freed after the block is set, so that the count starts anew when the block is over. */
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
