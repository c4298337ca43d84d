package dev.oauth2notebook.keycloak.tokenexchange.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keycloak.events.admin.OperationType;
import org.keycloak.util.JsonSerialization;

/** Compares two versions of a list of representations that have unique names. */
final class NamedChanges {

    private NamedChanges() {}

    /**
     * A change of one representation.
     *
     * @param name its name
     * @param operation {@code CREATE}, {@code UPDATE} or {@code DELETE}
     * @param representation the new version; {@code null} if it was deleted
     */
    record Change(String name, OperationType operation, Object representation) {}

    /**
     * Returns the changes, those of the new list in its order, then the deletions.
     *
     * @param before the old list; {@code null} if there was none
     * @param after the new list; {@code null} if there is none
     * @param name returns the name of a representation
     */
    static <T> List<Change> between(List<T> before, List<T> after, Function<T, String> name) {
        Map<String, T> old = byName(before, name);
        List<Change> changes = new ArrayList<>();
        byName(after, name).forEach((key, value) -> {
            T previous = old.remove(key);
            if (previous == null) {
                changes.add(new Change(key, OperationType.CREATE, value));
            } else if (!json(previous).equals(json(value))) {
                changes.add(new Change(key, OperationType.UPDATE, value));
            }
        });
        old.keySet().forEach(key -> changes.add(new Change(key, OperationType.DELETE, null)));
        return changes;
    }

    private static <T> Map<String, T> byName(List<T> values, Function<T, String> name) {
        Map<String, T> byName = new LinkedHashMap<>();
        if (values != null) {
            values.forEach(value -> byName.put(name.apply(value), value));
        }
        return byName;
    }

    private static JsonNode json(Object value) {
        return JsonSerialization.mapper.valueToTree(value);
    }
}
