package dev.oauth2notebook.keycloak.tokenexchange.permits;

import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.ErrorResponse;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Validates permits when client profiles are saved. Keycloak saves all profiles of a realm together. Problems that the
 * saved profiles already have are therefore only logged: such a permit does not work, and must not prevent an
 * administrator from saving other profiles.
 */
final class PermitValidation {

    private static final Logger LOG = Logger.getLogger(PermitValidation.class);

    private PermitValidation() {}

    /**
     * Validates the configuration of a permit. When a realm is imported at start-up, problems are only logged, and the existence of clients
     * and scopes is not checked because they may not have been imported yet.
     *
     * @throws jakarta.ws.rs.WebApplicationException with status 400 and the problems that no saved permit has
     */
    static <P> void validate(PermitKind<P> kind, PermitConfiguration<P> config) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        if (HttpRequests.isCurrent(session)) {
            validate(kind, config, session, session.getContext().getRealm());
        } else {
            List<String> problems = config.parse("imported").problems();
            if (!problems.isEmpty()) {
                warn(kind, "of an imported profile", problems);
            }
        }
    }

    private static <P> void validate(
            PermitKind<P> kind, PermitConfiguration<P> config, KeycloakSession session, RealmModel realm) {
        List<String> problems = config.parse("new").problemsWhenSavedIn(realm);
        if (problems.isEmpty()) {
            return;
        }
        SavedPermits<P> saved = SavedPermits.of(session, kind, realm);
        List<String> newProblems = new ArrayList<>(problems);
        newProblems.removeAll(saved.problems());
        if (!newProblems.isEmpty()) {
            String message = message(kind, "", newProblems);
            LOG.warnf("Not saved. %s", message); // Some tools show only the status of the response.
            throw ErrorResponse.error(message, Response.Status.BAD_REQUEST);
        }
        ParsedPermit<P> unchanged = saved.permits().get(config.getConfigAsMap());
        warn(kind, unchanged == null ? "" : "of the profile '" + unchanged.name() + "'", problems);
    }

    private static void warn(PermitKind<?> kind, String where, List<String> problems) {
        LOG.warnf("%s. It does not work until that is fixed.", message(kind, where, problems));
    }

    private static String message(PermitKind<?> kind, String where, List<String> problems) {
        return (kind.label() + " " + where).strip() + ": " + String.join("; ", problems);
    }
}
