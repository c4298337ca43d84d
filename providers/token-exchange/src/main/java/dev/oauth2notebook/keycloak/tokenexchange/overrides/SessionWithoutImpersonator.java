package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import java.util.Set;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.UserSessionModelDelegate;

/**
 * A user session that hides the administrator who impersonates its user. Keycloak's introspection would report the
 * administrator as {@code act} (RFC 8693 §4.1) instead of the token's own chain, even if the token has none.
 *
 * <p>Overrides getNote: introspection reads the impersonator from a session note. Read in Keycloak 26.7.4;
 * {@code IntrospectionIT} fails if that changes.
 */
final class SessionWithoutImpersonator extends UserSessionModelDelegate {

    private static final Set<String> HIDDEN = Set.of(
            ImpersonationSessionNote.IMPERSONATOR_ID.toString(),
            ImpersonationSessionNote.IMPERSONATOR_USERNAME.toString());

    SessionWithoutImpersonator(UserSessionModel session) {
        super(session);
    }

    @Override
    public String getNote(String name) {
        return HIDDEN.contains(name) ? null : super.getNote(name);
    }
}
