package dev.oauth2notebook.keycloak.aliases.metadata;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A cache for values that are expensive to load. Only one request at a time loads the value of a key. Meanwhile, other
 * requests get the previous value; they wait only if there is none.
 *
 * @param <V> type of the cached values, which must be safe to share between threads
 * @see MetadataResource
 */
final class ShortLivedCache<V> {

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final long lifespan;
    private final LongSupplier clock;

    /**
     * @param lifespan how long a value may be used after it was loaded
     * @param clock returns the current time in nanoseconds, like {@link System#nanoTime()}
     */
    ShortLivedCache(Duration lifespan, LongSupplier clock) {
        this.lifespan = lifespan.toNanos();
        this.clock = clock;
    }

    /**
     * Returns the value of a key. If it is missing or too old, loads it, unless another request is already doing so and
     * there is a previous value.
     *
     * @param key key of the value
     * @param loader loads the value; its exceptions are propagated, and nothing is cached
     * @return the value
     */
    V get(String key, Supplier<V> loader) {
        return entries.computeIfAbsent(key, absent -> new Entry()).get(loader);
    }

    private final class Entry {

        private final ReentrantLock loading = new ReentrantLock();
        private volatile Value value;

        private V get(Supplier<V> loader) {
            Value found = value;
            if (isRecent(found)) {
                return found.loaded;
            }
            if (!loading.tryLock()) {
                if (found != null) {
                    return found.loaded;
                }
                loading.lock();
            }
            try {
                if (!isRecent(value)) {
                    value = new Value(loader.get(), clock.getAsLong());
                }
                return value.loaded;
            } finally {
                loading.unlock();
            }
        }

        private boolean isRecent(Value candidate) {
            return candidate != null && clock.getAsLong() - candidate.loadedAt < lifespan;
        }
    }

    private final class Value {

        private final V loaded;
        private final long loadedAt;

        private Value(V loaded, long loadedAt) {
            this.loaded = loaded;
            this.loadedAt = loadedAt;
        }
    }
}
