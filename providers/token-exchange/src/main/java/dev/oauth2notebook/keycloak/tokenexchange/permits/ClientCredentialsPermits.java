package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The permits for client credentials that client policies have collected for the current request, in the order of the
 * policies. {@link ClientCredentialsPermitExecutor} adds them to an attribute of the {@link KeycloakSession}.
 */
public final class ClientCredentialsPermits {

    private static final Logger LOG = Logger.getLogger(ClientCredentialsPermits.class);

    private final List<ParsedAudiencePermit> parsedPermits = new ArrayList<>();

    private ClientCredentialsPermits() {}

    /** Returns the permits of the current request. */
    public static ClientCredentialsPermits of(KeycloakSession session) {
        String attribute = ClientCredentialsPermits.class.getName();
        ClientCredentialsPermits permits = session.getAttribute(attribute, ClientCredentialsPermits.class);
        if (permits == null) {
            permits = new ClientCredentialsPermits();
            session.setAttribute(attribute, permits);
        }
        return permits;
    }

    void add(ParsedAudiencePermit permit) {
        parsedPermits.add(permit);
    }

    /**
     * Returns the permits that are valid in a realm. One that is invalid, or that names a client that does not exist, is
     * logged and left out, so it grants nothing.
     */
    public List<AudiencePermit> validIn(RealmModel realm) {
        List<AudiencePermit> permits = new ArrayList<>();
        for (ParsedAudiencePermit parsed : parsedPermits) {
            List<String> problems = parsed.problemsIn(realm);
            if (problems.isEmpty()) {
                permits.add(parsed.permit());
            } else {
                LOG.warnf(
                        "The client-credentials permit '%s' grants nothing: %s",
                        parsed.name(), String.join("; ", problems));
            }
        }
        return permits;
    }
}
