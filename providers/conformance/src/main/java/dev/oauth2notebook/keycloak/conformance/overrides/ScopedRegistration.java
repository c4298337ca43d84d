package dev.oauth2notebook.keycloak.conformance.overrides;

import dev.oauth2notebook.keycloak.conformance.registration.RegistrationPolicies;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.oidc.OIDCClientRepresentation;
import org.keycloak.services.clientregistration.ClientRegistrationContext;
import org.keycloak.services.clientregistration.oidc.OIDCClientRegistrationProvider;
import org.keycloak.services.clientregistration.policy.impl.ClientScopesClientRegistrationPolicyFactory;

/**
 * Client registration in which {@code scope} has the meaning of RFC 7591 §2: the scopes that the client can request.
 * Keycloak makes all of them optional client scopes and removes the default ones, and it rejects {@code openid}, which
 * is not a client scope.
 *
 * <p>Overrides {@code create} and {@code update}: the scope must be known before Keycloak assigns client scopes.
 * Read in Keycloak 26.7.4; {@code RegistrationIT} fails if that changes.
 *
 * @see ClientRegistrationEndpoint
 */
public final class ScopedRegistration extends OIDCClientRegistrationProvider {

    private Set<String> requested;
    private ClientRepresentation client;

    /** @param session session of the current request */
    public ScopedRegistration(KeycloakSession session) {
        super(session);
    }

    @Override
    public Response createOIDC(OIDCClientRepresentation metadata) {
        extractScope(metadata);
        return withScope(super.createOIDC(metadata));
    }

    @Override
    public Response getOIDC(String clientId) {
        return withScope(super.getOIDC(clientId));
    }

    @Override
    public Response updateOIDC(String clientId, OIDCClientRepresentation metadata) {
        extractScope(metadata);
        return withScope(super.updateOIDC(clientId, metadata));
    }

    @Override
    public ClientRepresentation create(ClientRegistrationContext context) {
        client = context.getClient();
        RegistrationPolicies.requireHosts(session, auth, client.getRedirectUris());
        if (requested != null && allowsDefaultScopes()) {
            assign(names(realm().getDefaultClientScopesStream(true)));
        } else if (requested != null) {
            client.setOptionalClientScopes(List.copyOf(requested)); // Keycloak adds the default scope "basic"
        }
        return super.create(context);
    }

    @Override
    public ClientRepresentation update(String clientId, ClientRegistrationContext context) {
        client = context.getClient();
        RegistrationPolicies.requireHosts(session, auth, client.getRedirectUris());
        ClientModel before = realm().getClientByClientId(clientId);
        if (requested != null && before != null) {
            assign(names(before.getClientScopes(true).values().stream()));
        }
        return super.update(clientId, context);
    }

    /** Returns the requested representation of the client, which may not have been saved. */
    public ClientRepresentation client() {
        return client;
    }

    /**
     * Removes the scope from the metadata, because Keycloak would assign it, which also fails for some ids in an
     * update.
     */
    private void extractScope(OIDCClientRepresentation metadata) {
        String scope = metadata.getScope();
        metadata.setScope(null);
        requested = scope == null
                ? null
                : Stream.of(scope.split(" "))
                        .filter(name -> !name.isEmpty() && !name.equals(OAuth2Constants.SCOPE_OPENID))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void assign(Set<String> defaultScopes) {
        client.setDefaultClientScopes(List.copyOf(defaultScopes));
        client.setOptionalClientScopes(
                requested.stream().filter(name -> !defaultScopes.contains(name)).toList());
    }

    /** Returns whether all policies allow the realm's default scopes; otherwise assigning them would be rejected. */
    private boolean allowsDefaultScopes() {
        return RegistrationPolicies.of(session, auth)
                .filter(policy ->
                        ClientScopesClientRegistrationPolicyFactory.PROVIDER_ID.equals(policy.getProviderId()))
                .allMatch(policy -> policy.get(ClientScopesClientRegistrationPolicyFactory.ALLOW_DEFAULT_SCOPES, true));
    }

    private Response withScope(Response response) {
        if (response.getEntity() instanceof OIDCClientRepresentation registered) {
            ClientModel saved = realm().getClientByClientId(registered.getClientId());
            registered.setScope(Stream.concat(
                            Stream.of(OAuth2Constants.SCOPE_OPENID),
                            Stream.of(saved.getClientScopes(true), saved.getClientScopes(false))
                                    .flatMap(scopes -> scopes.values().stream())
                                    .filter(ClientScopeModel::isIncludeInTokenScope)
                                    .map(ClientScopeModel::getName))
                    .distinct()
                    .collect(Collectors.joining(" ")));
        }
        return response;
    }

    private static Set<String> names(Stream<ClientScopeModel> scopes) {
        return scopes.filter(scope -> Objects.equals(OIDCLoginProtocol.LOGIN_PROTOCOL, scope.getProtocol()))
                .map(ClientScopeModel::getName)
                .collect(Collectors.toSet());
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }
}
