package dev.oauth2notebook.keycloak.exchange;

import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.UserSessionModelDelegate;

/**
 * A session as introspection sees it: without the administrator who impersonates its user. Keycloak would report that name
 * as {@code act} (RFC 8693 §4.1), in place of the chain that the token has, or where it has none.
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
