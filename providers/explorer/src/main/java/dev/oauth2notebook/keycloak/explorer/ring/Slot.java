package dev.oauth2notebook.keycloak.explorer.ring;

/**
 * An element in a {@link Ring}, or a gap between two elements.
 *
 * @param number position in the order of arrival at this ring
 * @param id id of the element, the same in the rings of all nodes; {@code null} for a gap
 * @param arrived when it arrived at this ring, in milliseconds
 * @param bytes its size
 * @param value the element; {@code null} for a gap
 * @param <T> type of the elements
 */
public record Slot<T>(long number, String id, long arrived, int bytes, T value) {

    /** Returns whether elements are missing here, instead of an element. */
    public boolean isGap() {
        return id == null;
    }
}
