package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.PathScope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;

/** The scopes that a realm can grant: its client scopes, and {@code openid}, which is not one. */
public final class KnownScopes {

    private final Set<String> names;

    public KnownScopes(RealmModel realm) {
        names = realm.getClientScopesStream().map(ClientScopeModel::getName).collect(Collectors.toSet());
        names.add(OAuth2Constants.SCOPE_OPENID);
    }

    /**
     * Returns those of some scopes that the realm does not have. A scope with a path needs a client scope with the same
     * path, or one above or below it.
     *
     * @param pathScopes names of the scopes that are compared by path
     */
    public List<String> without(Collection<String> scopes, Set<String> pathScopes) {
        return scopes.stream()
                .filter(scope -> !names.contains(scope))
                .filter(scope -> {
                    Optional<PathScope> path =
                            PathScope.parse(scope).filter(parsed -> pathScopes.contains(parsed.name()));
                    return path.isEmpty() || !overlaps(path.get());
                })
                .toList();
    }

    /** Returns the names of those scopes that are not client scopes themselves, but have a path (see {@link PathScope}). */
    public Set<String> pathNames(Collection<String> scopes) {
        return scopes.stream()
                .filter(scope -> !names.contains(scope))
                .map(PathScope::parse)
                .flatMap(Optional::stream)
                .map(PathScope::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean overlaps(PathScope path) {
        return names.stream()
                .map(PathScope::parse)
                .flatMap(Optional::stream)
                .anyMatch(known -> known.covers(path) || path.covers(known));
    }
}
