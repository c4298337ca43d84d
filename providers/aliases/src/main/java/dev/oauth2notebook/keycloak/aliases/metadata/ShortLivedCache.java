package dev.oauth2notebook.keycloak.aliases.metadata;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Values that are costly to read, kept for a moment. One request at a time reads the value of a key; meanwhile the others
 * get the previous one, and wait only if there is none.
 *
 * @param <V> what is kept; must be safe to share between threads
 */
final class ShortLivedCache<V> {

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final long kept;
    private final LongSupplier clock;

    /**
     * @param kept for how long a value is good after it was read
     * @param clock that counts nanoseconds
     */
    ShortLivedCache(Duration kept, LongSupplier clock) {
        this.kept = kept.toNanos();
        this.clock = clock;
    }

    /**
     * Returns a recent value.
     *
     * @param key whose value it is
     * @param reader reads it, if there is no recent one; what it throws is thrown and nothing kept
     */
    V get(String key, Supplier<V> reader) {
        return entries.computeIfAbsent(key, any -> new Entry()).get(reader);
    }

    private final class Entry {

        private final ReentrantLock reading = new ReentrantLock();
        private volatile Value value;

        private V get(Supplier<V> reader) {
            Value found = value;
            if (isRecent(found)) {
                return found.read;
            }
            if (!reading.tryLock()) {
                if (found != null) {
                    return found.read;
                }
                reading.lock();
            }
            try {
                if (!isRecent(value)) {
                    value = new Value(reader.get(), clock.getAsLong());
                }
                return value.read;
            } finally {
                reading.unlock();
            }
        }

        private boolean isRecent(Value candidate) {
            return candidate != null && clock.getAsLong() - candidate.readAt < kept;
        }
    }

    private final class Value {

        private final V read;
        private final long readAt;

        private Value(V read, long readAt) {
            this.read = read;
            this.readAt = readAt;
        }
    }
}
