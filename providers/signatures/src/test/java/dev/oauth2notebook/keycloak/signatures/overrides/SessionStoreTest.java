package dev.oauth2notebook.keycloak.signatures.overrides;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.device.DeviceRepresentationProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionModel.SessionPersistenceState;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.models.jpa.session.JpaUserSessionPersisterProviderFactory;
import org.keycloak.models.utils.UserSessionModelDelegate;
import org.keycloak.services.util.UserSessionUtil;

class SessionStoreTest {

    private final List<Object> searched = new ArrayList<>();

    @Test
    void transientSessionIsNotSearchedFor() {
        load(SessionPersistenceState.TRANSIENT, null);
        assertThat(searched).isEmpty();
    }

    @Test
    void storedSessionIsSearchedFor() {
        load(SessionPersistenceState.PERSISTENT, null);
        assertThat(searched).hasSize(1);
        load(null, null);
        assertThat(searched).hasSize(2);
    }

    @Test
    void transientCopyOfAStoredSessionIsSearchedFor() {
        load(SessionPersistenceState.TRANSIENT, Constants.CREATED_FROM_PERSISTENT_ONLINE);
        assertThat(searched).hasSize(1);
    }

    @Test
    void changedSessionIsSearchedForByItsId() {
        load(new UserSessionModelDelegate(null) {
            @Override
            public String getId() {
                return "session";
            }
        });
        assertThat(searched).hasSize(1);
    }

    /** Without it, the copy would not be searched for. */
    @Test
    void keycloakMarksATransientCopy() {
        Map<Object, Object> notes = new HashMap<>();
        UserSessionModel copy = (UserSessionModel) Proxy.newProxyInstance(
                UserSessionModel.class.getClassLoader(),
                new Class<?>[] {UserSessionModel.class},
                (proxy, called, arguments) ->
                        called.getName().equals("setNote") ? notes.put(arguments[0], arguments[1]) : null);
        UserSessionProvider sessions = stub(UserSessionProvider.class, Map.of("createUserSession", copy), null);
        DeviceRepresentationProvider devices = stub(DeviceRepresentationProvider.class, Map.of(), null);
        KeycloakSession session =
                stub(KeycloakSession.class, Map.of("sessions", sessions, "getProvider", devices), null);
        UserSessionModel stored = stub(
                UserSessionModel.class, Map.of("getNotes", Map.of(), "isRememberMe", false, "isOffline", false), null);
        UserSessionUtil.createTransientUserSession(session, stored);
        assertThat(notes).containsEntry(Constants.CREATED_FROM_PERSISTENT, Constants.CREATED_FROM_PERSISTENT_ONLINE);
    }

    @Test
    void keycloaksOwnStoreIsReplaced() {
        assertThat(new SessionStoreFactory().order())
                .isGreaterThan(new JpaUserSessionPersisterProviderFactory().order());
    }

    private void load(SessionPersistenceState state, String copied) {
        load((UserSessionModel) Proxy.newProxyInstance(
                UserSessionModel.class.getClassLoader(),
                new Class<?>[] {UserSessionModel.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getId" -> "session";
                    case "getPersistenceState" -> state;
                    case "getNote" -> Constants.CREATED_FROM_PERSISTENT.equals(arguments[0]) ? copied : null;
                    default -> throw new UnsupportedOperationException(called.getName());
                }));
    }

    private void load(UserSessionModel userSession) {
        EntityManager database = stub(EntityManager.class, Map.of(), searched);
        JpaConnectionProvider connection =
                stub(JpaConnectionProvider.class, Map.of("getEntityManager", database), null);
        KeycloakSession session = stub(KeycloakSession.class, Map.of("getProvider", connection), null);
        ClientModel client = stub(ClientModel.class, Map.of("getId", "client"), null);
        assertThat(new SessionStoreFactory().create(session).loadClientSession(null, client, userSession, false))
                .isNull();
    }

    /** Returns an object whose methods return these values, or {@code null} and are counted. */
    private static <T> T stub(Class<T> type, Map<String, ?> values, List<Object> calls) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    if (calls != null) {
                        calls.add(called.getName());
                    }
                    return values.get(called.getName());
                }));
    }
}
