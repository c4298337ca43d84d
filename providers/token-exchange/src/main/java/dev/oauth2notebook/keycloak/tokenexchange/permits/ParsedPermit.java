package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.RealmModel;

/**
 * The result of parsing the configuration of a permit.
 *
 * @param name name of the permit
 * @param clients the client ids in the configuration, by configuration key
 * @param problems a message for each invalid key or value
 * @param permit {@code null} if there are problems
 */
public record ParsedPermit(String name, Map<String, Set<String>> clients, List<String> problems, Permit permit) {

    /** Returns the problems, and a message for each client id that does not exist in a realm. */
    public List<String> problemsIn(RealmModel realm) {
        List<String> all = new ArrayList<>(problems);
        clients.forEach((key, ids) -> {
            for (String id : ids) {
                if (realm.getClientByClientId(id) == null) {
                    all.add(key + ": there is no client '" + id + "' in this realm");
                }
            }
        });
        return all;
    }
}
