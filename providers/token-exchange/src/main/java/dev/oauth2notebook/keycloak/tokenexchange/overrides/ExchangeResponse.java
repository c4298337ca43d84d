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
 * A token response without the ID token that the scope {@code openid} would bring: no permit allows it.
 *
 * <p>Overrides generateIDToken: the scope {@code openid} brings an ID token unasked. Read in Keycloak 26.7.4; {@code ConversionIT} fails if that changes.
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

    /** There is no ID token that could have it. */
    @Override
    public AccessTokenResponseBuilder generateAccessTokenHash() {
        return this;
    }
}
