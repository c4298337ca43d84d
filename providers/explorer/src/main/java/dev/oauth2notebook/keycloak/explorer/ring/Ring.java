package dev.oauth2notebook.keycloak.explorer.ring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps the most recent elements within limits on number, size and age, and removes the oldest first. An element with
 * the id of another element in the ring is ignored. It also keeps where elements are missing that never arrived.
 * Thread-safe.
 *
 * @param <T> type of the elements
 */
public final class Ring<T> {

    private final Slot<T>[] slots;
    private final long maxBytes;
    private final long maxAge;
    private final LongSupplier clock;
    private final Map<String, Long> numbers = new HashMap<>();

    private long first;
    private long next;
    private long bytes;

    /**
     * Creates an empty ring.
     *
     * @param maxElements number of elements to keep, at least 1
     * @param maxBytes sum of the sizes of the elements to keep
     * @param maxAge age in milliseconds from which on an element is removed
     * @param clock returns the current time in milliseconds
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Ring(int maxElements, long maxBytes, long maxAge, LongSupplier clock) {
        this.slots = new Slot[maxElements];
        this.maxBytes = maxBytes;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /**
     * Adds an element.
     *
     * @param id its id
     * @param size its size in bytes; an element that is larger than the whole ring is not kept and leaves a gap
     * @param value the element
     * @return whether it was added
     */
    public synchronized boolean add(String id, int size, T value) {
        removeExpired();
        if (numbers.containsKey(id)) {
            return false;
        }
        if (size > maxBytes) {
            addGap();
            return false;
        }
        append(id, size, value);
        numbers.put(id, next - 1);
        return true;
    }

    /**
     * Notes that elements are missing after the last one.
     *
     * @return whether this was new
     */
    public synchronized boolean addGap() {
        if (first < next && slots[index(next - 1)].isGap()) {
            return false;
        }
        append(null, 0, null);
        return true;
    }

    /**
     * Returns the elements that arrived after a given one.
     *
     * @param id id of the last element that the caller knows; {@code null} for all elements
     * @param overlap elements that arrived less than this number of milliseconds before it are returned again: rings of
     *     different nodes have the same elements in slightly different orders
     * @return all elements, and that there is a gap, if the ring does not contain the given one
     */
    public synchronized Reading<T> after(String id, long overlap) {
        removeExpired();
        Long known = id == null ? null : numbers.get(id);
        long from = known == null ? first : known + 1;
        while (known != null && from > first && overlaps(from - 1, slots[index(known)].arrived(), overlap)) {
            from--;
        }
        List<Slot<T>> found = new ArrayList<>();
        for (long number = from; number < next; number++) {
            found.add(slots[index(number)]);
        }
        return new Reading<>(found, id == null ? first > 0 : known == null, next, oldest());
    }

    /**
     * Returns the element or gap at a position, or the first one after it that has not been removed.
     *
     * @param number position in the order of arrival
     * @return empty if nothing has arrived there yet
     */
    public synchronized Optional<Slot<T>> at(long number) {
        long found = Math.max(number, first);
        return found < next ? Optional.of(slots[index(found)]) : Optional.empty();
    }

    /** Returns the position of the element that will arrive next. */
    public synchronized long end() {
        return next;
    }

    /** Removes the elements that are too old. */
    public synchronized void removeExpired() {
        long now = clock.getAsLong();
        while (first < next && now - slots[index(first)].arrived() >= maxAge) {
            removeFirst();
        }
    }

    /** Returns the id of the oldest element, or {@code null} if there is none. */
    public synchronized String oldest() {
        for (long number = first; number < next; number++) {
            if (!slots[index(number)].isGap()) {
                return slots[index(number)].id();
            }
        }
        return null;
    }

    private void append(String id, int size, T value) {
        while (next - first == slots.length || bytes + size > maxBytes) {
            removeFirst();
        }
        slots[index(next)] = new Slot<>(next, id, clock.getAsLong(), size, value);
        bytes += size;
        next++;
    }

    private boolean overlaps(long number, long arrived, long overlap) {
        return overlap > 0 && slots[index(number)].arrived() > arrived - overlap;
    }

    private void removeFirst() {
        Slot<T> removed = slots[index(first)];
        slots[index(first)] = null;
        numbers.remove(removed.id());
        bytes -= removed.bytes();
        first++;
    }

    private int index(long number) {
        return (int) (number % slots.length);
    }
}
