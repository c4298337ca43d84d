package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.RealmModel;

/**
 * What the configuration of a permit says.
 *
 * @param name of the permit
 * @param clients ids of the clients that it names, by the key that names them
 * @param problems a sentence for each thing that is wrong, with key and value
 * @param permit {@code null} if anything is wrong
 */
record ParsedPermit(String name, Map<String, Set<String>> clients, List<String> problems, Permit permit) {

    /** Returns the problems, and a sentence for each client that a realm does not have. */
    List<String> problemsIn(RealmModel realm) {
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
