package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;

/**
 * A token response without an ID token, which the permit does not allow.
 *
 * <p>Overrides generateIDToken and generateAccessTokenHash: with the scope {@code openid}, Keycloak adds an ID token.
 * Read in Keycloak 26.7.4; {@code ConversionIT} fails if that changes.
 */
final class ExchangeResponse extends AccessTokenResponseBuilder {

    ExchangeResponse(
            RealmModel realm,
            ClientModel client,
            EventBuilder event,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context,
            TokenManager tokenManager) {
        super(realm, client, event, session, userSession, context, tokenManager);
    }

    @Override
    public AccessTokenResponseBuilder generateIDToken(boolean detachedSignature) {
        return this;
    }

    /** Does nothing: there is no ID token to which the hash could be added. */
    @Override
    public AccessTokenResponseBuilder generateAccessTokenHash() {
        return this;
    }
}
