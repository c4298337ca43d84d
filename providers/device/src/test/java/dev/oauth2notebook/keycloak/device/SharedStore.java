package dev.oauth2notebook.keycloak.device;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.keycloak.common.util.Time;
import org.keycloak.models.SingleUseObjectProvider;

/** An in-memory implementation of {@link SingleUseObjectProvider} that uses Keycloak's clock. */
class SharedStore implements SingleUseObjectProvider {

    private record Entry(Map<String, String> notes, long expiresAt) {
        boolean isValid() {
            return Time.currentTimeMillis() < expiresAt;
        }
    }

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    @Override
    public void put(String key, long lifespan, Map<String, String> notes) {
        entries.put(key, entry(lifespan, notes));
    }

    @Override
    public Map<String, String> get(String key) {
        Entry entry = entries.get(key);
        return entry != null && entry.isValid() ? entry.notes() : null;
    }

    @Override
    public Map<String, String> remove(String key) {
        Entry entry = entries.remove(key);
        return entry != null && entry.isValid() ? entry.notes() : null;
    }

    @Override
    public boolean replace(String key, Map<String, String> notes) {
        throw new UnsupportedOperationException("Keycloak's store loses the lifespan in this method");
    }

    @Override
    public boolean putIfAbsent(String key, long lifespan) {
        AtomicBoolean put = new AtomicBoolean();
        entries.compute(key, (k, old) -> {
            put.set(old == null || !old.isValid());
            return put.get() ? entry(lifespan, Map.of()) : old;
        });
        return put.get();
    }

    @Override
    public boolean contains(String key) {
        return get(key) != null;
    }

    @Override
    public void close() {}

    private static Entry entry(long lifespan, Map<String, String> notes) {
        return new Entry(notes, Time.currentTimeMillis() + lifespan * 1000);
    }
}
