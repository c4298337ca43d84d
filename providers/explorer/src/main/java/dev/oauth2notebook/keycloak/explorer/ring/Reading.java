package dev.oauth2notebook.keycloak.explorer.ring;

import java.util.List;

/**
 * What a {@link Ring} contained at one moment.
 *
 * @param slots the elements that were asked for, in the order of arrival
 * @param gap whether elements before them are missing, because they have been removed
 * @param next position of the element that arrives next
 * @param oldest id of the oldest element in the ring, whether or not it was asked for; {@code null} if there is none
 * @param <T> type of the elements
 */
public record Reading<T>(List<Slot<T>> slots, boolean gap, long next, String oldest) {}
