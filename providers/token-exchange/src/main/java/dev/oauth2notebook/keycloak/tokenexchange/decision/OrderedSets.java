package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Copies for records: unmodifiable, without {@code null} and, unlike {@link Set#copyOf}, in order. */
final class OrderedSets {

    private OrderedSets() {}

    /**
     * Copies the values of an argument.
     *
     * @param name of the argument, for the exception
     */
    static <T> Set<T> copyOf(Collection<T> values, String name) {
        Set<T> copy = new LinkedHashSet<>();
        for (T value : requireNonNull(values, name)) {
            copy.add(requireNonNull(value, name));
        }
        return Collections.unmodifiableSet(copy);
    }

    /**
     * Copies the values of an argument, of which there must be one at least.
     *
     * @param name of the argument, for the exception
     */
    static <T> Set<T> copyOfNonEmpty(Collection<T> values, String name) {
        Set<T> copy = copyOf(values, name);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException(name + " is empty");
        }
        return copy;
    }
}
