package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/**
 * The result of parsing the configuration of a permit for client credentials.
 *
 * @param name name of the permit
 * @param problems a message for each invalid key or value
 * @param permit {@code null} if there are problems
 */
record ParsedAudiencePermit(String name, List<String> problems, AudiencePermit permit) {

    /** Returns the problems, and a message for each client id that does not exist in a realm. */
    List<String> problemsIn(RealmModel realm) {
        List<String> all = new ArrayList<>(problems);
        if (permit != null) {
            Stream.concat(permit.requesters().stream(), permit.audiences().stream())
                    .filter(id -> realm.getClientByClientId(id) == null)
                    .forEach(id -> all.add("there is no client '" + id + "' in this realm"));
        }
        return all;
    }
}
