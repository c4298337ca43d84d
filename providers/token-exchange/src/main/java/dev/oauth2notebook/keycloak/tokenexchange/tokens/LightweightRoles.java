package dev.oauth2notebook.keycloak.tokenexchange.tokens;

import java.util.Set;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.encode.AccessTokenContext;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.util.DefaultClientSessionContext;

/**
 * The roles of lightweight access tokens. Keycloak leaves them out of the token and looks them up at introspection. A
 * lightweight token that is issued by an exchange nevertheless contains its roles, because which of them the subject
 * token had cannot be determined later.
 *
 * @see TokenManager#transformIntrospectionAccessToken
 */
public final class LightweightRoles {

    /**
     * Prefix of the session attribute in which Keycloak's {@code RoleResolveUtil} caches the roles of a client session.
     *
     * <p>Repeats the name, which is private there. Read in Keycloak 26.7.4; {@code LightweightRolesTest} fails if that
     * changes.
     */
    static final String RESOLVED_ROLES = "RESOLVED_ROLES";

    private final KeycloakSession session;

    public LightweightRoles(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Returns the roles of a subject token: those in the token, or, if it is a lightweight token that was not
     * exchanged, those that introspection would return.
     */
    public Set<String> rolesOf(AccessToken subject, UserSessionModel userSession) {
        return isLightweight(subject) && !Ancestry.isExchanged(subject)
                ? lookUp(subject, userSession)
                : TokenRoles.of(subject);
    }

    /** Adds the roles that introspection would return to an exchanged token, if it is a lightweight token. */
    public void addTo(AccessToken token, UserSessionModel userSession, ClientSessionContext context) {
        if (isLightweight(token)) {
            TokenRoles.copy(introspect(token, userSession, context), token);
        }
    }

    private Set<String> lookUp(AccessToken subject, UserSessionModel userSession) {
        ClientModel client = session.getContext().getRealm().getClientByClientId(subject.getIssuedFor());
        AuthenticatedClientSessionModel clientSession =
                client == null ? null : userSession.getAuthenticatedClientSessionByClient(client.getId());
        if (clientSession == null) {
            return Set.of();
        }
        Set<String> roles = TokenRoles.of(introspect(
                subject,
                userSession,
                DefaultClientSessionContext.fromClientSessionAndScopeParameter(
                        clientSession, subject.getScope(), session)));
        // The token that is issued next may belong to the same client session and have fewer roles.
        session.removeAttribute(String.join(":", RESOLVED_ROLES, userSession.getId(), client.getId()));
        return roles;
    }

    private AccessToken introspect(AccessToken token, UserSessionModel userSession, ClientSessionContext context) {
        return new TokenManager()
                .transformIntrospectionAccessToken(session, token, new AccessToken(), userSession, context);
    }

    private boolean isLightweight(AccessToken token) {
        return session.getProvider(TokenContextEncoderProvider.class)
                        .getTokenContextFromTokenId(token.getId())
                        .getTokenType()
                == AccessTokenContext.TokenType.LIGHTWEIGHT;
    }
}
