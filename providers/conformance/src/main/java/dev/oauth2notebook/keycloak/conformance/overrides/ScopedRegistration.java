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
 * Registration whose {@code scope} means what RFC 7591 §2 says: the scopes that the client can ask for. Keycloak makes
 * each of them an optional client scope and takes the default ones away; {@code openid} is none, so it is refused.
 *
 * <p>Overrides create and update: the scope must be known before Keycloak assigns client scopes. Read in Keycloak 26.7.4; {@code RegistrationIT} fails if that changes.
 */
public final class ScopedRegistration extends OIDCClientRegistrationProvider {

    private Set<String> requested;
    private ClientRepresentation client;

    public ScopedRegistration(KeycloakSession session) {
        super(session);
    }

    @Override
    public Response createOIDC(OIDCClientRepresentation metadata) {
        takeScope(metadata);
        return withScope(super.createOIDC(metadata));
    }

    @Override
    public Response getOIDC(String clientId) {
        return withScope(super.getOIDC(clientId));
    }

    @Override
    public Response updateOIDC(String clientId, OIDCClientRepresentation metadata) {
        takeScope(metadata);
        return withScope(super.updateOIDC(clientId, metadata));
    }

    @Override
    public ClientRepresentation create(ClientRegistrationContext context) {
        client = context.getClient();
        RegistrationPolicies.requireHosts(session, auth, client.getRedirectUris());
        if (requested != null && keepsDefaultScopes()) {
            assign(names(realm().getDefaultClientScopesStream(true)));
        } else if (requested != null) {
            client.setOptionalClientScopes(List.copyOf(requested)); // Keycloak adds the default "basic"
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

    /** Returns the client as it was to be registered or updated. */
    public ClientRepresentation client() {
        return client;
    }

    /** Keycloak splits the scope by itself unless it is taken away; that also fails for some ids in an update. */
    private void takeScope(OIDCClientRepresentation metadata) {
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

    /** The policy would refuse the realm's default scopes if it did not allow them. */
    private boolean keepsDefaultScopes() {
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
