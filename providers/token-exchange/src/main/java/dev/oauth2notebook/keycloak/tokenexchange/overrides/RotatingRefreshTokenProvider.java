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
 * Keycloak's default refresh with {@link RefreshTokenRotation} in realms that rotate refresh tokens and allow no reuse.
 *
 * <p>Overrides supports, validateToken and afterRefreshTokenGenerated: the check must run after the session was found
 * and before tokens are issued. Read in Keycloak 26.7.4; {@code RefreshIT} fails if that changes.
 */
public class RotatingRefreshTokenProvider extends DefaultRefreshTokenProvider {

    /** @param session the Keycloak session of the current request */
    public RotatingRefreshTokenProvider(KeycloakSession session) {
        super(session);
    }

    /** Leaves the first refresh token of a family to Keycloak's default provider. */
    @Override
    public boolean supports(InitialRefreshTokenContext context) {
        return false;
    }

    /** Refuses a stale token, after Keycloak has found the session and before it issues tokens. */
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

    /** Records the new refresh token. */
    @Override
    protected void afterRefreshTokenGenerated(RefreshTokenContext context, AccessTokenResponseBuilder response) {
        super.afterRefreshTokenGenerated(context, response);
        RefreshTokenRotation.recordIssued(
                context.grantContext().getRealm(),
                response.getRefreshToken(),
                response.getClientSessionCtx().getClientSession());
    }
}
