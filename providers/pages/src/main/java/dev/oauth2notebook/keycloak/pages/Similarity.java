package dev.oauth2notebook.keycloak.pages;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what was probably meant by a mistyped value. */
final class Similarity {

    private Similarity() {}

    /**
     * Finds the value that has the most characters in common with another, at both ends.
     *
     * @param typed the mistyped value
     * @param known values that would be correct; those with a wildcard are ignored
     * @return empty if less than half of every value is in common
     */
    static Optional<String> closest(String typed, Collection<String> known) {
        return known.stream()
                .filter(value -> !value.contains("*"))
                .max(Comparator.comparingInt(value -> common(value, typed)))
                .filter(value -> common(value, typed) * 2 >= value.length());
    }

    private static int common(String a, String b) {
        return commonStart(a, b) + commonStart(reversed(a), reversed(b));
    }

    private static int commonStart(String a, String b) {
        int length = Arrays.mismatch(a.toCharArray(), b.toCharArray());
        return length < 0 ? a.length() : length;
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
