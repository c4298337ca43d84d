package dev.oauth2notebook.keycloak.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;

/**
 * A client on the start page. The realm attribute {@link #ATTRIBUTE} selects the clients.
 *
 * @param id the client id
 * @param confidential whether the client has credentials
 * @param grants grant types that the client may use
 * @param scopes scopes that its tokens may have
 * @param redirectUris its redirect URIs
 * @param variables prefix of its environment variables, such as {@code FRONTEND}
 * @see StartResource
 */
public record ListedClient(
        String id,
        boolean confidential,
        List<String> grants,
        Collection<String> scopes,
        Collection<String> redirectUris,
        String variables) {

    /** Realm attribute with the clients to list, each as {@code PREFIX=client-id}, separated by white space. */
    static final String ATTRIBUTE = "start-page.clients";

    /** Redirect URIs of native apps, for which any port is allowed (RFC 8252 §7.3). */
    private static final Pattern LOOPBACK_LITERAL = Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1])[:/]");

    /** Returns whether the client may use the authorization code grant. */
    boolean signsUsersIn() {
        return grants.contains(OAuth2Constants.AUTHORIZATION_CODE);
    }

    /**
     * Returns the scopes for a first authorization request: all except {@code offline_access} and those for writing.
     */
    List<String> defaultScopes() {
        return Stream.concat(Stream.of(OAuth2Constants.SCOPE_OPENID), scopes.stream())
                .filter(scope -> !scope.equals(OAuth2Constants.OFFLINE_ACCESS) && !scope.endsWith(":write"))
                .toList();
    }

    /** Returns the redirect URI if there is exactly one apart from those of native apps; otherwise empty. */
    Optional<String> redirectPage() {
        List<String> pages = redirectUris.stream()
                .filter(uri ->
                        uri.startsWith("http") && !LOOPBACK_LITERAL.matcher(uri).lookingAt())
                .toList();
        return pages.size() == 1 ? Optional.of(pages.get(0)) : Optional.empty();
    }

    /**
     * Returns the clients that are listed in {@link #ATTRIBUTE}.
     *
     * @param realm realm of the clients
     * @return the clients in the order of the attribute {@link #ATTRIBUTE}, without those that do not exist or are
     *     disabled
     */
    static List<ListedClient> of(RealmModel realm) {
        String attribute = Objects.requireNonNullElse(realm.getAttribute(ATTRIBUTE), "");
        return Arrays.stream(attribute.strip().split("\\s+"))
                .map(entry -> entry.split("=", 2))
                .filter(entry -> entry.length == 2)
                .flatMap(entry -> Stream.ofNullable(realm.getClientByClientId(entry[1]))
                        .filter(ClientModel::isEnabled)
                        .map(client -> of(realm, client, entry[0])))
                .toList();
    }

    private static ListedClient of(RealmModel realm, ClientModel client, String variables) {
        return new ListedClient(
                client.getClientId(),
                !client.isPublicClient(),
                grants(realm, client),
                scopes(client),
                new TreeSet<>(client.getRedirectUris()),
                variables);
    }

    private static List<String> grants(RealmModel realm, ClientModel client) {
        List<String> grants = new ArrayList<>();
        if (client.isStandardFlowEnabled()) {
            grants.add(OAuth2Constants.AUTHORIZATION_CODE);
        }
        if (client.isServiceAccountsEnabled()) {
            grants.add(OAuth2Constants.CLIENT_CREDENTIALS);
        }
        if (realm.getOAuth2DeviceConfig().isOAuth2DeviceAuthorizationGrantEnabled(client)) {
            grants.add(OAuth2Constants.DEVICE_CODE_GRANT_TYPE);
        }
        if (OIDCAdvancedConfigWrapper.fromClientModel(client).isStandardTokenExchangeEnabled()) {
            grants.add(OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE);
        }
        return grants;
    }

    private static Collection<String> scopes(ClientModel client) {
        TreeSet<String> scopes = new TreeSet<>();
        Stream.of(true, false)
                .flatMap(isDefault -> client.getClientScopes(isDefault).values().stream())
                .filter(ClientScopeModel::isIncludeInTokenScope)
                .forEach(scope -> scopes.add(scope.getName()));
        return scopes;
    }
}
