package dev.oauth2notebook.keycloak.tokenexchange.map;

import dev.oauth2notebook.keycloak.tokenexchange.decision.PathScope;
import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedGrant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the values of a permit with those that recorded requests used. */
final class UnusedValues {

    /** The keys that can be compared, and what a request uses of each. */
    private static final Map<String, Function<RecordedGrant, Stream<String>>> USED = Map.of(
            "requesters", grant -> Stream.ofNullable(grant.requester()),
            "subject-clients", grant -> Stream.ofNullable(grant.subjectClient()),
            "audiences", grant -> grant.audiences().stream(),
            "scopes", grant -> grant.scopes().stream(),
            "actor-clients", grant -> Stream.ofNullable(grant.actorClient()));

    private UnusedValues() {}

    /**
     * Returns a problem for a permit that was not used, or one for each key with values that were not used.
     *
     * @param settings the values of the permit by key
     * @param grants the recorded grants of the permit
     */
    static List<PermitProblem> find(Map<String, ?> settings, List<RecordedGrant> grants) {
        if (grants.isEmpty()) {
            return List.of(PermitProblem.of(ProblemText.UNUSED));
        }
        List<PermitProblem> problems = new ArrayList<>();
        settings.forEach((key, value) -> {
            Set<String> unused = unused(key, value, grants);
            if (!unused.isEmpty()) {
                problems.add(PermitProblem.of(
                        ProblemText.UNUSED_VALUES,
                        key,
                        unused.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))));
            }
        });
        return problems;
    }

    private static Set<String> unused(String key, Object value, List<RecordedGrant> grants) {
        Set<String> unused = new LinkedHashSet<>();
        if (USED.containsKey(key) && value instanceof Collection<?> values) {
            Set<String> used = grants.stream().flatMap(USED.get(key)).collect(Collectors.toSet());
            values.stream()
                    .map(String::valueOf)
                    .filter(name -> !isUsed(name, used))
                    .forEach(unused::add);
        }
        return unused;
    }

    /** A scope with a path is used if a scope below that path is. */
    private static boolean isUsed(String name, Set<String> used) {
        return used.contains(name)
                || PathScope.parse(name)
                        .filter(path -> used.stream()
                                .map(PathScope::parse)
                                .flatMap(Optional::stream)
                                .anyMatch(path::covers))
                        .isPresent();
    }
}
