package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import dev.oauth2notebook.keycloak.tokenexchange.refresh.RefreshTokenRotation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import org.keycloak.OAuthErrorException;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.protocol.oidc.TokenManager.TokenValidation;
import org.keycloak.protocol.oidc.refresh.DefaultRefreshTokenProvider;
import org.keycloak.protocol.oidc.refresh.InitialRefreshTokenContext;
import org.keycloak.protocol.oidc.refresh.RefreshTokenContext;
import org.keycloak.representations.RefreshToken;

/**
 * Keycloak's refreshing, with {@link RefreshTokenRotation} where the realm rotates refresh tokens and allows no reuse.
 *
 * <p>Overrides validateToken and afterRefreshTokenGenerated: the check belongs between finding the session and issuing. Read in Keycloak 26.7.4; {@code RefreshIT} fails if that changes.
 */
public class RotatingRefreshTokenProvider extends DefaultRefreshTokenProvider {

    /** @param session of the current request */
    public RotatingRefreshTokenProvider(KeycloakSession session) {
        super(session);
    }

    /** The first refresh token of a line is Keycloak's own. */
    @Override
    public boolean supports(InitialRefreshTokenContext context) {
        return false;
    }

    /** Once the session is found and before anything is issued. */
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
        RefreshTokenRotation.check(realm, token, valid.clientSessionCtx.getClientSession());
        return valid;
    }

    /** Once the successor is made. */
    @Override
    protected void afterRefreshTokenGenerated(RefreshTokenContext context, AccessTokenResponseBuilder response) {
        super.afterRefreshTokenGenerated(context, response);
        RefreshTokenRotation.recordIssued(
                context.grantContext().getRealm(),
                response.getRefreshToken(),
                response.getClientSessionCtx().getClientSession());
    }
}
