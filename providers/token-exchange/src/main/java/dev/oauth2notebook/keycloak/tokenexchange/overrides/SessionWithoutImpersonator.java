package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.UserSessionModelDelegate;

/**
 * A session as introspection sees it: without the administrator who impersonates its user. Keycloak would report that name
 * as {@code act} (RFC 8693 §4.1), instead of the token's own chain, or where the token has none.
 *
 * <p>Overrides getNote: introspection reads the impersonator from the session. Read in Keycloak 26.7.4; {@code IntrospectionIT} fails if that changes.
 */
final class SessionWithoutImpersonator extends UserSessionModelDelegate {

    private static final String IMPERSONATOR = ImpersonationSessionNote.IMPERSONATOR_USERNAME.toString();

    SessionWithoutImpersonator(UserSessionModel session) {
        super(session);
    }

    @Override
    public String getNote(String name) {
        return IMPERSONATOR.equals(name) ? null : super.getNote(name);
    }
}
