package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A Keycloak session with another realm in its context. Providers that are created through it get the session itself,
 * so only the holder of the view sees that realm.
 */
final class SessionView {

    private SessionView() {}

    static KeycloakSession withRealm(KeycloakSession session, RealmModel realm) {
        KeycloakContext context = replacing(KeycloakContext.class, session.getContext(), "getRealm", realm);
        return replacing(KeycloakSession.class, session, "getContext", context);
    }

    /** Returns a view in which one method without parameters returns something else. */
    private static <T> T replacing(Class<T> type, T original, String method, Object result) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        return result;
                    }
                    try {
                        return called.invoke(original, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
