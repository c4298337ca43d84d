package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import dev.oauth2notebook.keycloak.common.TokenHeader;
import dev.oauth2notebook.keycloak.tokenexchange.introspection.IntrospectedType;
import dev.oauth2notebook.keycloak.tokenexchange.introspection.IntrospectionCheck;
import dev.oauth2notebook.keycloak.tokenexchange.introspection.IntrospectionFailures;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.GrantedContext;
import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceRestriction;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ActorClaims;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ExchangeScopes;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.TokenRoles;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.util.DefaultClientSessionContext;

/**
 * Introspection of access tokens. It differs from Keycloak's in that {@code act}, {@code may_act} and the audience of
 * an exchanged token are those in the token, that claims of other scopes are not returned, and that the token is
 * inactive if {@link IntrospectionCheck} finds a problem.
 *
 * <p>Overrides introspectionChecks, verifyClient, introspect, verifyToken and transformAccessToken: Keycloak recomputes
 * claims that are fixed in an exchanged token. Read in Keycloak 26.7.4; {@code IntrospectionIT} fails if that changes.
 */
public final class GuardedAccessTokenIntrospectionProviderFactory extends AccessTokenIntrospectionProviderFactory {

    private static final int BEFORE_KEYCLOAK = 100;

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    @Override
    public TokenIntrospectionProvider create(KeycloakSession session) {
        return new GuardedAccessTokenIntrospectionProvider(session);
    }

    private static final class GuardedAccessTokenIntrospectionProvider
            extends AccessTokenIntrospectionProvider<AccessToken> {

        private final IntrospectionCheck check;

        private GuardedAccessTokenIntrospectionProvider(KeycloakSession session) {
            super(session);
            check = new IntrospectionCheck(session);
        }

        /** Hides the claims of an inactive token (RFC 7662 §2.2) in JWT responses as well. */
        @Override
        protected boolean introspectionChecks(String encoded) {
            boolean active = super.introspectionChecks(encoded);
            if (active) {
                userSession = new SessionWithoutImpersonator(userSession);
            } else {
                transformedToken = null;
            }
            return active;
        }

        /** Checks the chain before Keycloak creates a transient session, which hides the real one with the same id. */
        @Override
        protected boolean verifyClient() {
            return super.verifyClient() && check.passes(token, eventBuilder);
        }

        /** Delegates refresh tokens to their own provider if the hint is missing or wrong (RFC 7662 §2.1). */
        @Override
        public Response introspect(String token, EventBuilder event) {
            return IntrospectedType.isRefreshToken(token)
                    ? session.getProvider(TokenIntrospectionProvider.class, OAuth2Constants.REFRESH_TOKEN)
                            .introspect(token, event)
                    : IntrospectionFailures.translate(() -> super.introspect(token, event));
        }

        /** Treats a malformed token as inactive (RFC 7662 §2.2); the superclass would throw an exception. */
        @Override
        protected boolean verifyToken(String token) {
            if (TokenHeader.namesAlgorithm(token)) {
                return super.verifyToken(token);
            }
            eventBuilder.detail(Details.REASON, TokenHeader.NO_ALGORITHM);
            eventBuilder.error(Errors.INVALID_TOKEN);
            return false;
        }

        @Override
        public AccessToken transformAccessToken(AccessToken token, UserSessionModel userSession) {
            AccessToken transformed = isExchanged(token)
                    ? withinExchange(token, userSession)
                    : super.transformAccessToken(token, userSession);
            transformed.issuedFor(token.getIssuedFor());
            if (ResourceRestriction.isRestricted(token)) {
                transformed.audience(token.getAudience());
                transformed.getResourceAccess().keySet().retainAll(List.of(token.getAudience()));
            }
            copy(token, transformed, ActorClaims.ACT);
            copy(token, transformed, ActorClaims.MAY_ACT);
            copy(token, transformed, Ancestry.CLAIM);
            return transformed;
        }

        /** Transforms the token as Keycloak does, but without claims of scopes that the token does not have. */
        private AccessToken withinExchange(AccessToken token, UserSessionModel userSession) {
            ClientModel requester = realm.getClientByClientId(token.getIssuedFor());
            AuthenticatedClientSessionModel clientSession =
                    userSession.getAuthenticatedClientSessionByClient(requester.getId());
            if (clientSession == null) {
                return token;
            }
            Set<String> scopes = ExchangeScopes.parse(token.getScope());
            ClientSessionContext context = ExchangeScopes.restrict(
                    DefaultClientSessionContext.fromClientSessionAndScopeParameter(
                            clientSession, String.join(" ", ExchangeScopes.clientScopes(scopes, requester)), session),
                    scopes,
                    session);
            AccessToken transformed = tokenManager.transformIntrospectionAccessToken(
                    session,
                    token,
                    basics(token),
                    userSession,
                    new GrantedContext(context, TokenRoles.of(token), scopes));
            TokenRoles.retain(transformed, TokenRoles.of(token));
            if (token.getAudience() != null) {
                transformed.audience(token.getAudience());
                transformed.getResourceAccess().keySet().retainAll(List.of(token.getAudience()));
            }
            return transformed;
        }

        private static AccessToken basics(AccessToken token) {
            AccessToken basics = new AccessToken();
            basics.id(token.getId());
            basics.type(token.getType());
            basics.issuer(token.getIssuer());
            basics.subject(token.getSubject());
            basics.issuedFor(token.getIssuedFor());
            basics.iat(token.getIat());
            basics.exp(token.getExp());
            basics.setScope(token.getScope());
            basics.setSessionId(token.getSessionId());
            basics.setConfirmation(token.getConfirmation());
            return basics;
        }

        private boolean isExchanged(AccessToken token) {
            return OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE.equals(
                    session.getProvider(TokenContextEncoderProvider.class)
                            .getTokenContextFromTokenId(token.getId())
                            .getGrantType());
        }

        private static void copy(AccessToken from, AccessToken to, String claim) {
            Object value = from.getOtherClaims().get(claim);
            if (value == null) {
                to.getOtherClaims().remove(claim);
            } else {
                to.setOtherClaims(claim, value);
            }
        }
    }
}
