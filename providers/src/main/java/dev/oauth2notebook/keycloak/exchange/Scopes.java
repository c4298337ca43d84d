package dev.oauth2notebook.keycloak.exchange;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.util.DefaultClientSessionContext;

/** Scopes as values (RFC 6749 §3.3) and as the client scopes that Keycloak takes them for. */
final class Scopes {

    private Scopes() {}

    /** Returns the names of the scopes that a client is assigned. */
    static Set<String> assigned(ClientModel client) {
        Set<String> names = new LinkedHashSet<>();
        names.add(OAuth2Constants.SCOPE_OPENID);
        names.addAll(client.getClientScopes(true).keySet());
        names.addAll(client.getClientScopes(false).keySet());
        return names;
    }

    /**
     * Returns what Keycloak restricts a token to.
     *
     * @param granted scopes
     * @param client that the token is issued to
     * @return names of the granted scopes, of those that only carry claims and never show in {@code scope}, and of the
     *     client, which Keycloak takes for the scope of its own mappers and roles
     */
    static Set<String> restrictedTo(Collection<String> granted, ClientModel client) {
        Set<String> names = client.getClientScopes(true).values().stream()
                .filter(scope -> !scope.isIncludeInTokenScope())
                .map(ClientScopeModel::getName)
                .collect(Collectors.toSet());
        names.addAll(granted);
        if (!assigned(client).contains(client.getName())) {
            names.add(client.getName());
        }
        return names;
    }

    /**
     * Returns a context that issues and tells no more than what was granted.
     *
     * @param context of a client session
     * @param granted scopes
     * @param session of the current request
     */
    static ClientSessionContext restrict(
            ClientSessionContext context, Collection<String> granted, KeycloakSession session) {
        return DefaultClientSessionContext.fromClientSessionAndClientScopes(
                context.getClientSession(),
                context.getClientScopesStream().collect(Collectors.toSet()),
                restrictedTo(granted, context.getClientSession().getClient()),
                session);
    }

    /** Returns the values in order, each once; none for {@code null}. */
    static Set<String> parse(String scope) {
        return scope == null || scope.isBlank()
                ? Set.of()
                : new LinkedHashSet<>(Arrays.asList(scope.strip().split(" +")));
    }
}
