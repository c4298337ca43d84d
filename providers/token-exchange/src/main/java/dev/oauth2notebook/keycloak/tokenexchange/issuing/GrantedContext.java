package dev.oauth2notebook.keycloak.tokenexchange.issuing;

import dev.oauth2notebook.keycloak.tokenexchange.tokens.ExchangeScopes;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.TokenRoles;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RoleModel;
import org.keycloak.rar.AuthorizationRequestContext;

/**
 * A context that shows the granted roles and scopes: no mapper can add other roles to a token, in whichever claim, and a
 * scope with a path appears with the granted path.
 *
 * <p>Wraps the context from which {@code RoleResolveUtil} takes the roles and {@code TokenManager} the scope, because neither can
 * be restricted otherwise. Read in Keycloak 26.7.4; {@code RolesIT} fails if that changes.
 */
public final class GrantedContext implements ClientSessionContext {

    private final ClientSessionContext context;
    private final Collection<String> roles;
    private final Collection<String> scopes;

    /**
     * Restricts a context.
     *
     * @param context the context to restrict; attributes are read from it and written to it
     * @param roles the granted roles in the notation of {@link TokenRoles}
     * @param scopes the granted scopes
     */
    public GrantedContext(ClientSessionContext context, Collection<String> roles, Collection<String> scopes) {
        this.context = context;
        this.roles = roles;
        this.scopes = scopes;
    }

    @Override
    public Stream<RoleModel> getRolesStream() {
        return context.getRolesStream().filter(role -> roles.contains(TokenRoles.name(role)));
    }

    @Override
    public AuthenticatedClientSessionModel getClientSession() {
        return context.getClientSession();
    }

    @Override
    public Set<String> getClientScopeIds() {
        return context.getClientScopeIds();
    }

    @Override
    public Stream<ClientScopeModel> getClientScopesStream() {
        return context.getClientScopesStream();
    }

    @Override
    public boolean isOfflineTokenRequested() {
        return context.isOfflineTokenRequested();
    }

    @Override
    public Stream<ProtocolMapperModel> getProtocolMappersStream() {
        return context.getProtocolMappersStream();
    }

    @Override
    public String getScopeString() {
        return ExchangeScopes.narrow(
                context.getScopeString(), scopes, context.getClientSession().getClient());
    }

    /** Returns the scopes as narrowed as {@link #getScopeString()}; those for a refresh token, the names of client scopes. */
    @Override
    public String getScopeString(boolean ignoreIncludeInTokenScope) {
        return context.getScopeString(ignoreIncludeInTokenScope);
    }

    @Override
    public void setAttribute(String name, Object value) {
        context.setAttribute(name, value);
    }

    @Override
    public <T> T getAttribute(String attribute, Class<T> clazz) {
        return context.getAttribute(attribute, clazz);
    }

    @Override
    public AuthorizationRequestContext getAuthorizationRequestContext() {
        return context.getAuthorizationRequestContext();
    }
}
