package dev.oauth2notebook.keycloak.tokenexchange.permits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the values in the configuration of a permit. An invalid value adds a message to {@link #problems}, and is read
 * as the default.
 */
final class PermitValues {

    private final Map<String, Object> config;
    private final List<String> problems = new ArrayList<>();

    PermitValues(Map<String, Object> config) {
        this.config = config;
    }

    /** Returns a message for each problem so far; the list is modifiable. */
    List<String> problems() {
        return problems;
    }

    /** Ignores missing and blank values: the admin console sends {@code [null]} for an empty list. */
    Set<String> list(String key) {
        Object value = config.get(key);
        Collection<?> values = value == null ? List.of() : value instanceof Collection<?> many ? many : List.of(value);
        Set<String> texts = new LinkedHashSet<>();
        for (Object each : new LinkedHashSet<>(values)) {
            if (each instanceof String text) {
                if (!text.isBlank()) {
                    texts.add(text.strip());
                }
            } else if (each != null) {
                problems.add(key + ": '" + each + "' is not a string");
            }
        }
        return texts;
    }

    Set<String> required(String key) {
        Set<String> values = list(key);
        if (values.isEmpty()) {
            problems.add(key + ": at least one value is required");
        }
        return values;
    }

    boolean bool(String key, boolean defaultValue) {
        String value = text(key);
        if (value.isEmpty()) {
            return defaultValue;
        }
        if (!value.equals("true") && !value.equals("false")) {
            problems.add(key + ": '" + value + "' is neither true nor false");
        }
        return value.equals("true");
    }

    /** Reads a whole number that is at least 1. */
    int positive(String key, int defaultValue) {
        String value = text(key);
        if (value.isEmpty()) {
            return defaultValue;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number that is too small.
        }
        problems.add(key + ": '" + value + "' is not a whole number from 1 to " + Integer.MAX_VALUE);
        return defaultValue;
    }

    /** Reads one of several constants by its name. */
    <T> T choice(String key, T defaultValue, T[] choices, Function<T, String> configName) {
        String value = text(key);
        return value.isEmpty() ? defaultValue : choose(key, value, defaultValue, choices, configName);
    }

    /** Reads any number of several constants by their names. */
    <T> Set<T> choices(String key, Set<T> defaultValue, T[] choices, Function<T, String> configName) {
        Set<T> chosen = new LinkedHashSet<>();
        list(key).forEach(name -> chosen.add(choose(key, name, choices[0], choices, configName)));
        return chosen.isEmpty() ? defaultValue : chosen;
    }

    private <T> T choose(String key, String name, T fallback, T[] choices, Function<T, String> configName) {
        return Arrays.stream(choices)
                .filter(choice -> configName.apply(choice).equals(name))
                .findFirst()
                .orElseGet(() -> {
                    problems.add(key + ": '" + name + "' is none of "
                            + Stream.of(choices).map(configName).collect(Collectors.joining(", ")));
                    return fallback;
                });
    }

    private String text(String key) {
        Object value = config.get(key);
        return value == null ? "" : value.toString().strip();
    }
}
