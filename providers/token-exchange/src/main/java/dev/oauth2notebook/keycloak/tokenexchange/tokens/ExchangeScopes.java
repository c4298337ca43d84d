package dev.oauth2notebook.keycloak.tokenexchange.tokens;

import dev.oauth2notebook.keycloak.tokenexchange.decision.PathScope;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.util.DefaultClientSessionContext;

/** Scopes as values of the {@code scope} parameter (RFC 6749 §3.3) and as Keycloak's client scopes. */
public final class ExchangeScopes {

    private ExchangeScopes() {}

    /** Returns {@code openid} and the names of the default and optional client scopes of a client. */
    public static Set<String> assigned(ClientModel client) {
        Set<String> names = new LinkedHashSet<>();
        names.add(OAuth2Constants.SCOPE_OPENID);
        names.addAll(client.getClientScopes(true).keySet());
        names.addAll(client.getClientScopes(false).keySet());
        return names;
    }

    /**
     * Returns the client scopes to which Keycloak has to restrict a token.
     *
     * @param granted the granted scopes
     * @param client the client to which the token is issued
     * @return the client scopes of the granted scopes; the client's default scopes that are not included in {@code scope}, because they only
     *     add claims; and the name of the client, which Keycloak treats as the scope of the client's own mappers and
     *     roles
     */
    public static Set<String> restrictedScopes(Collection<String> granted, ClientModel client) {
        Set<String> names = client.getClientScopes(true).values().stream()
                .filter(scope -> !scope.isIncludeInTokenScope())
                .map(ClientScopeModel::getName)
                .collect(Collectors.toSet());
        names.addAll(clientScopes(granted, client));
        if (!assigned(client).contains(client.getName())) {
            names.add(client.getName());
        }
        return names;
    }

    /**
     * Returns the names of the client scopes from which Keycloak issues the granted scopes: the same names, but for a
     * granted path that is not itself a client scope of the client the most specific one that covers it.
     *
     * @param granted the granted scopes
     * @param client the client to which the token is issued
     */
    public static Set<String> clientScopes(Collection<String> granted, ClientModel client) {
        Set<String> assigned = assigned(client);
        return granted.stream()
                .map(scope -> clientScope(scope, assigned))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Returns the granted scopes whose client scopes Keycloak has put into a token.
     *
     * @param issued a value of {@code scope} that consists of names of client scopes
     * @param granted the granted scopes
     * @param client the client to which the token is issued
     * @return a value of {@code scope}; {@code issued} itself if no path was narrowed
     */
    public static String narrow(String issued, Collection<String> granted, ClientModel client) {
        Set<String> assigned = assigned(client);
        if (assigned.containsAll(granted)) {
            return issued;
        }
        Set<String> names = parse(issued);
        return granted.stream()
                .filter(scope -> names.contains(clientScope(scope, assigned)))
                .collect(Collectors.joining(" "));
    }

    private static String clientScope(String granted, Set<String> assigned) {
        if (assigned.contains(granted)) {
            return granted;
        }
        Optional<PathScope> path = PathScope.parse(granted);
        return assigned.stream()
                .filter(name -> path.isPresent()
                        && PathScope.parse(name)
                                .filter(scope -> scope.covers(path.get()))
                                .isPresent())
                .max(Comparator.comparing(String::length))
                .orElse(granted);
    }

    /**
     * Returns the scopes that are in both sets, in the order of the second.
     *
     * @param first names of scopes; {@code null} if there is no restriction
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
     * Returns a context with the granted scopes: the context itself if that has no others.
     *
     * @param context context of a client session
     * @param scopes scopes of the context
     * @param granted the granted scopes
     * @param session the Keycloak session of the current request
     */
    public static ClientSessionContext restrict(
            ClientSessionContext context,
            Collection<String> scopes,
            Collection<String> granted,
            KeycloakSession session) {
        return granted.containsAll(scopes) ? context : restrict(context, granted, session);
    }

    /**
     * Returns a copy of a context that is restricted to the granted scopes.
     *
     * @param context context of a client session
     * @param granted the granted scopes
     * @param session the Keycloak session of the current request
     */
    public static ClientSessionContext restrict(
            ClientSessionContext context, Collection<String> granted, KeycloakSession session) {
        return DefaultClientSessionContext.fromClientSessionAndClientScopes(
                context.getClientSession(),
                context.getClientScopesStream().collect(Collectors.toSet()),
                restrictedScopes(granted, context.getClientSession().getClient()),
                session);
    }

    /** Parses a {@code scope} parameter into its values without duplicates, in order; {@code null} has no values. */
    public static Set<String> parse(String scope) {
        return scope == null || scope.isBlank()
                ? Set.of()
                : new LinkedHashSet<>(Arrays.asList(scope.strip().split(" +")));
    }
}
