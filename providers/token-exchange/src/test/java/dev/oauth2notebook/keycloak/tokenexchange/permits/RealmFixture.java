package dev.oauth2notebook.keycloak.tokenexchange.permits;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** A realm that has only clients, as the resolution of resources reads it. Everything else fails the test. */
final class RealmFixture {

    /**
     * A client.
     *
     * @param id client id
     * @param resourceUrl its attribute {@code resource_url}; {@code null} if it has none
     * @param enabled whether it is enabled
     */
    record Client(String id, String resourceUrl, boolean enabled) {}

    private final Map<String, ClientModel> clients = new LinkedHashMap<>();

    RealmFixture(Iterable<Client> clients) {
        clients.forEach(client -> this.clients.put(client.id(), model(client)));
    }

    /** Returns a session in this realm, without a protected API. */
    KeycloakSession session() {
        RealmModel realm = proxy(RealmModel.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getClientByClientId" -> clients.get((String) arguments[0]);
            case "getClientsStream" -> clients.values().stream();
            default -> throw new UnsupportedOperationException(method.getName());
        });
        KeycloakContext context = proxy(KeycloakContext.class, (proxy, method, arguments) -> {
            if (method.getName().equals("getRealm")) {
                return realm;
            }
            throw new UnsupportedOperationException(method.getName());
        });
        return proxy(KeycloakSession.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getContext" -> context;
            case "getProvider" -> null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static ClientModel model(Client client) {
        return proxy(ClientModel.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getClientId", "toString" -> client.id();
            case "getAttribute" -> client.resourceUrl();
            case "isEnabled" -> client.enabled();
            case "hashCode" -> client.hashCode();
            case "equals" -> proxy == arguments[0];
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
