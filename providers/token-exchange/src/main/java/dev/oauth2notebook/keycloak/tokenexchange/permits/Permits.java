package dev.oauth2notebook.keycloak.tokenexchange.permits;

import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The permits that client policies have collected for the current request, in the order of the policies. They are kept
 * in an attribute of the {@link KeycloakSession}: {@link PermitExecutor} and {@link ClientCredentialsPermitExecutor} add
 * them, {@link RealmPolicy} and {@link RealmCredentialsPolicy} read them.
 *
 * @param <P> kind of the permits
 */
public final class Permits<P> {

    private static final Logger LOG = Logger.getLogger(Permits.class);

    private final PermitKind<P> kind;
    private final RealmModel realm;
    private final List<ParsedPermit<P>> parsedPermits = new ArrayList<>();

    private Permits(PermitKind<P> kind, RealmModel realm) {
        this.kind = kind;
        this.realm = realm;
    }

    /** Returns the permits of a kind for the current request. */
    @SuppressWarnings("unchecked") // Each kind has an attribute of its own.
    static <P> Permits<P> of(KeycloakSession session, PermitKind<P> kind) {
        Permits<P> permits = session.getAttribute(kind.executor(), Permits.class);
        if (permits == null) {
            permits = new Permits<>(kind, session.getContext().getRealm());
            session.setAttribute(kind.executor(), permits);
        }
        return permits;
    }

    void add(PermitConfiguration<P> config) {
        parsedPermits.add(kind.reader().read(config, realm.getAttribute(Constants.CLIENT_PROFILES)));
    }

    /** Returns the valid permits. An invalid permit is logged and left out, so it grants nothing. */
    List<P> valid() {
        List<P> permits = new ArrayList<>();
        for (ParsedPermit<P> parsed : parsedPermits) {
            List<String> problems = parsed.problemsIn(realm);
            if (problems.isEmpty()) {
                permits.add(parsed.permit());
            } else {
                LOG.warnf("%s '%s' grants nothing: %s", kind.label(), parsed.name(), String.join("; ", problems));
            }
        }
        return permits;
    }
}
