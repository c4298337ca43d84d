package dev.oauth2notebook.keycloak.explorer.ring;

import java.util.List;

/**
 * What a {@link Ring} contained at one moment.
 *
 * @param slots the elements that were asked for, and the gaps between them, in the order of arrival
 * @param gap whether elements before them are missing, because they have been removed
 * @param next position of the element that arrives next
 * @param oldest id of the oldest element in the ring, whether or not it was asked for; {@code null} if there is none
 * @param <T> type of the elements
 */
public record Reading<T>(List<Slot<T>> slots, boolean gap, long next, String oldest) {

    /** Returns the elements that were asked for. */
    public List<T> elements() {
        return slots.stream().filter(slot -> !slot.isGap()).map(Slot::value).toList();
    }

    /** Returns whether elements before or between them are missing. */
    public boolean isIncomplete() {
        return gap || slots.stream().anyMatch(Slot::isGap);
    }
}
