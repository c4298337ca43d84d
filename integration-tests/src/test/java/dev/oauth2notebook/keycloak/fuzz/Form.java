package dev.oauth2notebook.keycloak.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters of a request in order. A parameter may occur more than once. */
final class Form {

    private final List<Map.Entry<String, String>> parameters = new ArrayList<>();

    /** Creates a form from alternating names and values. */
    static Form of(String... namesAndValues) {
        Form form = new Form();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return form;
    }

    Form add(String name, String value) {
        parameters.add(Map.entry(name, value));
        return this;
    }

    Form without(String name) {
        parameters.removeIf(parameter -> parameter.getKey().equals(name));
        return this;
    }

    Form with(String name, String value) {
        return without(name).add(name, value);
    }

    /** Repeats a parameter with its current value. */
    Form repeat(String name) {
        return add(name, values().get(name));
    }

    List<String> names() {
        return new ArrayList<>(values().keySet());
    }

    /** Returns the form as {@code application/x-www-form-urlencoded}. */
    String encoded() {
        return parameters.stream()
                .map(parameter -> URLEncoder.encode(parameter.getKey(), UTF_8) + "="
                        + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        parameters.forEach(parameter -> values.put(parameter.getKey(), parameter.getValue()));
        return values;
    }
}
