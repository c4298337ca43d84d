package dev.oauth2notebook.keycloak.tokenexchange.tokens;

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

/** ExchangeScopes as values (RFC 6749 §3.3) and as the client scopes that Keycloak takes them for. */
public final class ExchangeScopes {

    private ExchangeScopes() {}

    /** Returns the names of the scopes that a client is assigned. */
    public static Set<String> assigned(ClientModel client) {
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
    public static Set<String> restrictedScopes(Collection<String> granted, ClientModel client) {
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
     * Intersects two restrictions.
     *
     * @param first names of scopes; {@code null}: no restriction
     * @param second names of scopes
     */
    public static Set<String> intersect(Set<String> first, Set<String> second) {
        if (first == null) {
            return second;
        }
        Set<String> both = new LinkedHashSet<>(second);
        both.retainAll(first);
        return both;
    }

    /**
     * Returns a context that issues and tells no more than what was granted.
     *
     * @param context of a client session
     * @param granted scopes
     * @param session of the current request
     */
    public static ClientSessionContext restrict(
            ClientSessionContext context, Collection<String> granted, KeycloakSession session) {
        return DefaultClientSessionContext.fromClientSessionAndClientScopes(
                context.getClientSession(),
                context.getClientScopesStream().collect(Collectors.toSet()),
                restrictedScopes(granted, context.getClientSession().getClient()),
                session);
    }

    /** Returns the values in order, each once; none for {@code null}. */
    public static Set<String> parse(String scope) {
        return scope == null || scope.isBlank()
                ? Set.of()
                : new LinkedHashSet<>(Arrays.asList(scope.strip().split(" +")));
    }
}
