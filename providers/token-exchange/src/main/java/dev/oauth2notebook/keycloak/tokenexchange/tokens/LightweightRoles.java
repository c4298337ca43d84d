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
 * Roles of lightweight access tokens, which Keycloak leaves out of the token and looks up at introspection. An exchanged
 * one has them nevertheless: nobody could tell later which of them its subject token had.
 */
public final class LightweightRoles {

    /** Where Keycloak's {@code RoleResolveUtil} keeps the roles of a client session for the rest of a request. */
    private static final String RESOLVED_ROLES = "RESOLVED_ROLES";

    private final KeycloakSession session;

    public LightweightRoles(KeycloakSession session) {
        this.session = session;
    }

    /** Returns the roles of a subject token: its own, or those that its introspection would tell. */
    public Set<String> rolesOf(AccessToken subject, UserSessionModel userSession) {
        return isLightweight(subject) && !Ancestry.isExchanged(subject)
                ? lookUp(subject, userSession)
                : TokenRoles.of(subject);
    }

    /** Gives an exchanged token the roles that its introspection is to tell, if it is a lightweight one. */
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
        // What is issued next may be in the same client session, and have fewer.
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
