package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.simulation.Change.Target;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A change and what results from it.
 *
 * @param <A> the type of the attempt
 * @param change the change
 * @param result the attempt with the change
 */
record Step<A>(Change change, A result) {

    /** Adds values to a key of the permit that has a list; empty if a value is invalid. */
    static <A extends Attempt<?, A>> Optional<Step<A>> add(A attempt, String key, Collection<String> values) {
        Set<Object> all = new LinkedHashSet<>((Collection<?>) attempt.settings().get(key));
        Set<String> missing = new LinkedHashSet<>(values);
        missing.removeAll(all);
        all.addAll(missing);
        return ofPermit(
                attempt,
                key,
                List.copyOf(all),
                "add " + quote(missing) + " to `" + key + "` of permit " + attempt.permitName());
    }

    /** Sets a key of the permit; empty if the value is invalid. */
    static <A extends Attempt<?, A>> Optional<Step<A>> set(A attempt, String key, Object value) {
        return ofPermit(
                attempt, key, value, "set `" + key + "` of permit " + attempt.permitName() + " to `" + value + "`");
    }

    /** Changes a parameter of the request. */
    static <A> Optional<Step<A>> ofRequest(String parameter, String text, A result) {
        return Optional.of(new Step<>(Change.ofRequest(parameter, text), result));
    }

    static String quote(Collection<String> values) {
        return values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
    }

    private static <A extends Attempt<?, A>> Optional<Step<A>> ofPermit(
            A attempt, String key, Object value, String text) {
        return attempt.withPermit(key, value)
                .map(result -> new Step<>(new Change(Target.PERMIT, key, value, text), result));
    }
}
