package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedGrant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Audiences, for each of which each of the scopes may be granted.
 *
 * @param audiences audiences, at least one
 * @param scopes scopes, at least one
 */
record AudiencesAndScopes(Set<String> audiences, Set<String> scopes) {

    /**
     * One audience and one scope.
     *
     * @param audience an audience
     * @param scope a scope
     */
    record Pair(String audience, String scope) {}

    AudiencesAndScopes {
        audiences = new TreeSet<>(audiences);
        scopes = new TreeSet<>(scopes);
    }

    /** Returns what a grant used. */
    static AudiencesAndScopes of(RecordedGrant grant) {
        return new AudiencesAndScopes(grant.audiences(), grant.scopes());
    }

    boolean contains(AudiencesAndScopes other) {
        return audiences.containsAll(other.audiences) && scopes.containsAll(other.scopes);
    }

    AudiencesAndScopes union(AudiencesAndScopes other) {
        return new AudiencesAndScopes(both(audiences, other.audiences), both(scopes, other.scopes));
    }

    Set<Pair> pairs() {
        return pairStream().collect(Collectors.toSet());
    }

    boolean isWithin(Set<Pair> pairs) {
        return pairStream().allMatch(pairs::contains);
    }

    private Stream<Pair> pairStream() {
        return audiences.stream().flatMap(audience -> scopes.stream().map(scope -> new Pair(audience, scope)));
    }

    private static Set<String> both(Set<String> first, Set<String> second) {
        Set<String> all = new TreeSet<>(first);
        all.addAll(second);
        return all;
    }
}
