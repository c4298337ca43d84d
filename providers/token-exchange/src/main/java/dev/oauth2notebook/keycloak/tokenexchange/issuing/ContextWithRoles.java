package dev.oauth2notebook.keycloak.tokenexchange.issuing;

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

/** A context that hides all except the given roles, so that no mapper can add others to a token, in whichever claim. */
public final class ContextWithRoles implements ClientSessionContext {

    private final ClientSessionContext context;
    private final Collection<String> roles;

    /**
     * Restricts a context.
     *
     * @param context the context to restrict; attributes are read from it and written to it
     * @param roles the visible roles in the notation of {@link TokenRoles}
     */
    public ContextWithRoles(ClientSessionContext context, Collection<String> roles) {
        this.context = context;
        this.roles = roles;
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
        return context.getScopeString();
    }

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
