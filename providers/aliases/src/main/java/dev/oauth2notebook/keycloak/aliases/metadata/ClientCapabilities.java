package dev.oauth2notebook.keycloak.aliases.metadata;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.authorization.AuthorizationProvider;
import org.keycloak.common.Profile;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/**
 * The grant types, scopes and other capabilities that at least one client of a realm may use. Disabled clients and the
 * clients of Keycloak's own consoles, which need no metadata, are ignored. Instances do not refer to the session in
 * which they were created, so they can be cached.
 *
 * @see MetadataFilter
 */
final class ClientCapabilities {

    private final Set<String> grants = new HashSet<>();
    private final Set<String> scopes = new HashSet<>();
    private boolean hybrid;
    private boolean plainChallenge;

    private ClientCapabilities() {}

    /** Collects the capabilities of all clients of the current realm. */
    static ClientCapabilities read(KeycloakSession session) {
        ClientCapabilities capabilities = new ClientCapabilities();
        session.getContext()
                .getRealm()
                .getClientsStream()
                .filter(ClientCapabilities::isRelevant)
                .forEach(client -> capabilities.add(client, session));
        return capabilities;
    }

    /** Returns the grant types that at least one client may use. */
    Set<String> grants() {
        return grants;
    }

    /** Returns the scopes that at least one client may request and that are then included in its token. */
    Set<String> scopes() {
        return scopes;
    }

    /** Returns whether a client may use the hybrid flow: response types with a code and tokens. */
    boolean hybrid() {
        return hybrid;
    }

    /** Returns whether a client may use the PKCE method {@code plain} (RFC 7636 §4.2). */
    boolean plainChallenge() {
        return plainChallenge;
    }

    private static boolean isRelevant(ClientModel client) {
        return client.isEnabled()
                && !client.isBearerOnly()
                && (client.getProtocol() == null || OIDCLoginProtocol.LOGIN_PROTOCOL.equals(client.getProtocol()))
                && (!Constants.defaultClients.contains(client.getClientId())
                        || Constants.ADMIN_CLI_CLIENT_ID.equals(client.getClientId()));
    }

    private void add(ClientModel client, KeycloakSession session) {
        RealmModel realm = client.getRealm();
        OIDCAdvancedConfigWrapper config = OIDCAdvancedConfigWrapper.fromClientModel(client);
        boolean code = grant(client.isStandardFlowEnabled(), OAuth2Constants.AUTHORIZATION_CODE);
        boolean implicit = grant(client.isImplicitFlowEnabled(), OAuth2Constants.IMPLICIT);
        boolean password = grant(client.isDirectAccessGrantsEnabled(), OAuth2Constants.PASSWORD);
        boolean device = grant(
                realm.getOAuth2DeviceConfig().isOAuth2DeviceAuthorizationGrantEnabled(client),
                OAuth2Constants.DEVICE_CODE_GRANT_TYPE);
        boolean ciba = grant(realm.getCibaPolicy().isOIDCCIBAGrantEnabled(client), OAuth2Constants.CIBA_GRANT_TYPE);
        boolean clientCredentials = grant(
                client.isServiceAccountsEnabled() && !client.isPublicClient(), OAuth2Constants.CLIENT_CREDENTIALS);
        grant(code || password || device || ciba, OAuth2Constants.REFRESH_TOKEN);
        grant(
                config.isStandardTokenExchangeEnabled() || Profile.isFeatureEnabled(Profile.Feature.TOKEN_EXCHANGE),
                OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE);
        grant(config.getJWTAuthorizationGrantEnabled(), OAuth2Constants.JWT_AUTHORIZATION_GRANT);
        grant(clientCredentials && isResourceServer(client, session), OAuth2Constants.UMA_GRANT_TYPE);
        hybrid |= code && implicit;
        plainChallenge |= code && !OAuth2Constants.PKCE_METHOD_S256.equals(config.getPkceCodeChallengeMethod());
        if (code || implicit || password || device || ciba || clientCredentials) {
            addScopes(client);
        }
    }

    private boolean grant(boolean enabled, String type) {
        if (enabled) {
            grants.add(type);
        }
        return enabled;
    }

    private void addScopes(ClientModel client) {
        Stream.of(client.getClientScopes(true), client.getClientScopes(false))
                .flatMap(assigned -> assigned.values().stream())
                .filter(ClientScopeModel::isIncludeInTokenScope)
                .map(ClientScopeModel::getName)
                .forEach(scopes::add);
    }

    private static boolean isResourceServer(ClientModel client, KeycloakSession session) {
        AuthorizationProvider authorization = session.getProvider(AuthorizationProvider.class);
        return authorization != null
                && authorization.getStoreFactory().getResourceServerStore().findByClient(client) != null;
    }
}
