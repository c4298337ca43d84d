package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Compares scopes literally, except those whose name a permit lists in {@code path-scopes}, which are compared by path.
 *
 * @param pathScopes the names of the scopes that are compared by path
 * @see PathScope
 */
public record ScopeComparison(Set<String> pathScopes) {

    /** Returns whether a scope should have a path in normal form, but does not. */
    public boolean isMalformed(String scope) {
        return hasPath(scope) && PathScope.parse(scope).isEmpty();
    }

    /** Returns whether each of the requested scopes is among the given ones, or covered by one of them. */
    boolean coversAll(Collection<String> given, Collection<String> requested) {
        return requested.stream().allMatch(scope -> covers(given, scope));
    }

    /** Returns the scopes in either set that the other one covers, those of the first set first. */
    Set<String> common(Collection<String> first, Collection<String> second) {
        Set<String> common = new LinkedHashSet<>();
        first.stream().filter(scope -> covers(second, scope)).forEach(common::add);
        second.stream().filter(scope -> covers(first, scope)).forEach(common::add);
        return common;
    }

    private boolean covers(Collection<String> given, String requested) {
        if (!hasPath(requested)) {
            return given.contains(requested);
        }
        Optional<PathScope> wanted = PathScope.parse(requested);
        return wanted.isPresent()
                && given.stream()
                        .map(PathScope::parse)
                        .flatMap(Optional::stream)
                        .anyMatch(scope -> scope.covers(wanted.get()));
    }

    private boolean hasPath(String scope) {
        int colon = scope.indexOf(':');
        return pathScopes.contains(colon < 0 ? scope : scope.substring(0, colon));
    }
}
