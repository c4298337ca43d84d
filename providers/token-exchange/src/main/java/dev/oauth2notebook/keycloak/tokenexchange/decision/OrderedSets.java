package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Creates unmodifiable sets without {@code null} elements that, unlike {@link Set#copyOf}, keep the order of their
 * source.
 */
final class OrderedSets {

    private OrderedSets() {}

    /**
     * Copies the values of an argument.
     *
     * @param name name of the argument, used as the exception message
     * @throws NullPointerException if the collection or one of its elements is {@code null}
     */
    static <T> Set<T> copyOf(Collection<T> values, String name) {
        Set<T> copy = new LinkedHashSet<>();
        for (T value : requireNonNull(values, name)) {
            copy.add(requireNonNull(value, name));
        }
        return Collections.unmodifiableSet(copy);
    }

    /**
     * Copies the values of an argument that must not be empty.
     *
     * @param name name of the argument, used in the exception message
     * @throws NullPointerException if the collection or one of its elements is {@code null}
     * @throws IllegalArgumentException if the collection is empty
     */
    static <T> Set<T> copyOfNonEmpty(Collection<T> values, String name) {
        Set<T> copy = copyOf(values, name);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException(name + " is empty");
        }
        return copy;
    }
}
