package dev.oauth2notebook.keycloak.signatures.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import jakarta.persistence.EntityManager;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionModel.SessionPersistenceState;
import org.keycloak.models.jpa.session.JpaUserSessionPersisterProvider;
import org.keycloak.models.jpa.session.JpaUserSessionPersisterProviderFactory;
import org.keycloak.models.session.UserSessionPersisterProvider;
import org.keycloak.models.utils.UserSessionModelDelegate;

/**
 * Keycloak's sessions in the database, without the search for sessions that are never there: Keycloak queries the database
 * for each client-credentials token without a refresh token, and again when such a token is introspected, although the
 * session of that token exists only during the request.
 *
 * <p>Overrides {@code loadClientSession}, and repeats {@code init} and {@code create}, as Keycloak has no hook for the store
 * that they make. A transient copy of a stored session, which Keycloak marks with a note, is still searched for. Read in
 * Keycloak 26.7.4; {@code SessionStoreTest} fails if that changes.
 */
public final class SessionStoreFactory extends JpaUserSessionPersisterProviderFactory implements ShownInServerInfo {

    private static final String EXPIRATION_BATCH = "expirationBatch";

    private int expirationBatch;

    @Override
    public int order() {
        return super.order() + 1;
    }

    @Override
    public void init(Config.Scope config) {
        super.init(config);
        expirationBatch = Math.max(1, config.getInt(EXPIRATION_BATCH, DEFAULT_EXPIRATION_BATCH));
    }

    @Override
    public UserSessionPersisterProvider create(KeycloakSession session) {
        return new SessionStore(
                session, session.getProvider(JpaConnectionProvider.class).getEntityManager(), expirationBatch);
    }

    @Override
    public Map<String, String> effectiveOptions() {
        return super.getOperationalInfo();
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return ShownInServerInfo.super.getOperationalInfo();
    }

    private static final class SessionStore extends JpaUserSessionPersisterProvider {

        SessionStore(KeycloakSession session, EntityManager database, int expirationBatch) {
            super(session, database, expirationBatch);
        }

        @Override
        public AuthenticatedClientSessionModel loadClientSession(
                RealmModel realm, ClientModel client, UserSessionModel userSession, boolean offline) {
            return isStored(userSession) ? super.loadClientSession(realm, client, userSession, offline) : null;
        }

        /** When Keycloak saves changes to a stored session, it passes a delegate that has nothing but an id. */
        private static boolean isStored(UserSessionModel userSession) {
            return userSession instanceof UserSessionModelDelegate
                    || userSession.getPersistenceState() != SessionPersistenceState.TRANSIENT
                    || userSession.getNote(Constants.CREATED_FROM_PERSISTENT) != null;
        }
    }
}
