package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The permits that client policies have collected for the current request, in the order of the policies. They are kept
 * in an attribute of the {@link KeycloakSession}: {@link PermitExecutor} adds them, {@link RealmPolicy} reads them.
 */
public final class Permits {

    private static final Logger LOG = Logger.getLogger(Permits.class);

    private final List<ParsedPermit> parsedPermits = new ArrayList<>();

    private Permits() {}

    /** Returns the permits of the current request. */
    static Permits of(KeycloakSession session) {
        Permits permits = session.getAttribute(Permits.class.getName(), Permits.class);
        if (permits == null) {
            permits = new Permits();
            session.setAttribute(Permits.class.getName(), permits);
        }
        return permits;
    }

    void add(ParsedPermit permit) {
        parsedPermits.add(permit);
    }

    /**
     * Returns the permits that are valid in a realm. An invalid permit is logged and left out, so it grants nothing.
     */
    List<Permit> validIn(RealmModel realm) {
        List<Permit> permits = new ArrayList<>();
        for (ParsedPermit parsed : parsedPermits) {
            List<String> problems = parsed.problemsIn(realm);
            if (problems.isEmpty()) {
                permits.add(parsed.permit());
            } else {
                LOG.warnf(
                        "The token-exchange permit '%s' grants nothing: %s",
                        parsed.name(), String.join("; ", problems));
            }
        }
        return permits;
    }
}
