package dev.oauth2notebook.keycloak.tokenexchange.permits;

import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.ErrorResponse;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Validates a permit when client profiles are saved. Keycloak saves all profiles of a realm together. Problems that the
 * saved profiles already have are therefore only logged: such a permit grants nothing, and must not prevent an
 * administrator from saving other profiles.
 */
final class PermitValidation {

    private static final Logger LOG = Logger.getLogger(PermitValidation.class);

    private PermitValidation() {}

    /**
     * Validates a permit. When a realm is imported at start-up, problems are only logged, and the existence of clients
     * is not checked because the clients may not have been imported yet.
     *
     * @throws jakarta.ws.rs.WebApplicationException with status 400 and the problems that no saved permit has
     */
    static void validate(PermitConfig config) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        if (HttpRequests.isCurrent(session)) {
            validate(config, session.getContext().getRealm());
        } else {
            List<String> problems = config.parse("imported").problems();
            if (!problems.isEmpty()) {
                warn("of an imported profile", problems);
            }
        }
    }

    private static void validate(PermitConfig config, RealmModel realm) {
        List<String> problems = config.parse("new").problemsIn(realm);
        if (problems.isEmpty()) {
            return;
        }
        Map<Map<String, Object>, ParsedPermit> saved =
                PermitReader.ofExchange().readAll(realm.getAttribute(Constants.CLIENT_PROFILES));
        List<String> newProblems = new ArrayList<>(problems);
        newProblems.removeAll(saved.values().stream()
                .map(permit -> permit.problemsIn(realm))
                .flatMap(Collection::stream)
                .toList());
        if (!newProblems.isEmpty()) {
            throw ErrorResponse.error(message("", newProblems), Response.Status.BAD_REQUEST);
        }
        ParsedPermit unchanged = saved.get(config.getConfigAsMap());
        warn(unchanged == null ? "" : "of the profile '" + unchanged.name() + "'", problems);
    }

    private static void warn(String where, List<String> problems) {
        LOG.warnf("%s. It grants nothing until that is fixed.", message(where, problems));
    }

    private static String message(String where, List<String> problems) {
        return ("Token-exchange permit " + where).strip() + ": " + String.join("; ", problems);
    }
}
