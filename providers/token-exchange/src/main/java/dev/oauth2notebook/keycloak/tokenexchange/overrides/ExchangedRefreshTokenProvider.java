package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import dev.oauth2notebook.keycloak.tokenexchange.issuing.IssuanceLimits;
import dev.oauth2notebook.keycloak.tokenexchange.refresh.RefreshedExchange;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ExchangeScopes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.protocol.oidc.TokenManager.TokenValidation;
import org.keycloak.protocol.oidc.encode.AccessTokenContext;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.protocol.oidc.refresh.RefreshTokenContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;

/**
 * Refreshes tokens that were issued by an exchange, if {@link RefreshedExchange} still permits it, within the limits of
 * that exchange.
 *
 * <p>Overrides supports, refreshAccessToken, validateToken and afterRefreshTokenGenerated: Keycloak would issue tokens
 * without the limits of the exchange. Read in Keycloak 26.7.4; {@code RefreshedExchangeIT} fails if that changes.
 */
public final class ExchangedRefreshTokenProvider extends RotatingRefreshTokenProvider {

    private RefreshedExchange exchange;

    public ExchangedRefreshTokenProvider(KeycloakSession session) {
        super(session);
    }

    @Override
    public boolean supports(RefreshTokenContext context) {
        RefreshToken token = context.oldRefreshToken();
        return super.supports(context)
                && (Ancestry.of(token).isPresent() || IssuanceLimits.of(token).isPresent());
    }

    @Override
    public AccessTokenResponseBuilder refreshAccessToken(RefreshTokenContext context) throws OAuthErrorException {
        RefreshToken token = context.oldRefreshToken();
        exchange = new RefreshedExchange(session, context.grantContext());
        IssuanceLimits limits = exchange.limitsFor(token).orElse(null);
        return super.refreshAccessToken(new RefreshTokenContext(
                token,
                context.grantContext(),
                context.grant(),
                new ExchangeTokenManager(Ancestry.of(token).orElse(null), limits, null, null),
                context.scopeParameter(),
                context.resourceParameter()));
    }

    @Override
    protected TokenValidation validateToken(
            KeycloakSession session,
            UriInfo uriInfo,
            ClientConnection connection,
            RealmModel realm,
            RefreshToken token,
            HttpHeaders headers,
            String scope,
            ClientModel client,
            TokenManager tokenManager,
            EventBuilder event)
            throws OAuthErrorException {
        TokenValidation valid = super.validateToken(
                session, uriInfo, connection, realm, token, headers, scope, client, tokenManager, event);
        Optional<IssuanceLimits> limits = ((ExchangeTokenManager) tokenManager).limits();
        if (limits.isEmpty()) {
            return valid;
        }
        Set<String> scopes = ExchangeScopes.clientScopes(limits.get().scopes(), client);
        scopes.retainAll(ExchangeScopes.parse(scope));
        valid.clientSessionCtx.getClientSession().setNote(OAuth2Constants.SCOPE, String.join(" ", scopes));
        return new TokenValidation(
                valid.user, valid.userSession, ExchangeScopes.restrict(valid.clientSessionCtx, scopes, session));
    }

    /**
     * Encodes the token-exchange grant in the id of the access token, from which introspection detects an exchanged
     * token.
     */
    @Override
    protected void afterRefreshTokenGenerated(RefreshTokenContext context, AccessTokenResponseBuilder response) {
        super.afterRefreshTokenGenerated(context, response);
        TokenContextEncoderProvider encoder = session.getProvider(TokenContextEncoderProvider.class);
        AccessToken token = response.getAccessToken();
        exchange.report(token);
        AccessTokenContext issued = encoder.getTokenContextFromTokenId(token.getId());
        token.id(encoder.encodeTokenId(new AccessTokenContext(
                issued.getSessionType(),
                issued.getTokenType(),
                OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE,
                issued.getRawTokenId())));
    }
}
