package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ResourceIndicator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.RealmModel;

/**
 * The result of parsing the configuration of a permit.
 *
 * @param <P> kind of the permit
 * @param name name of the permit
 * @param clients the client ids in the configuration, by configuration key
 * @param scopes the scopes that may be granted
 * @param pathScopes names of the scopes that are compared by path
 * @param problems a message for each invalid key or value
 * @param permit {@code null} if there are problems
 */
public record ParsedPermit<P>(
        String name,
        Map<String, Set<String>> clients,
        Set<String> scopes,
        Set<String> pathScopes,
        List<String> problems,
        P permit) {

    /** Returns why the permit grants nothing: the problems, and a message for each client id that does not exist. */
    public List<String> problemsIn(RealmModel realm) {
        List<String> all = new ArrayList<>(problems);
        clients.forEach((key, ids) -> {
            for (String id : ids) {
                if (realm.getClientByClientId(id) == null) {
                    all.add(key + ": there is no client '" + id + "' in this realm"
                            + (ResourceIndicator.isValid(id)
                                    ? "; for a resource, use the client id of its client"
                                    : ""));
                }
            }
        });
        return all;
    }

    /** Returns the scopes that do not exist in a realm, so that they are never granted. */
    public List<String> unknownScopes(KnownScopes known) {
        return known.without(scopes, pathScopes);
    }

    /** Returns {@link #problemsIn}, and a message for each scope that does not exist. */
    List<String> problemsWhenSavedIn(RealmModel realm) {
        List<String> all = problemsIn(realm);
        unknownScopes(new KnownScopes(realm))
                .forEach(scope ->
                        all.add(PermitConfig.SCOPES + ": there is no client scope '" + scope + "' in this realm"));
        return all;
    }
}
