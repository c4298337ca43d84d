package dev.oauth2notebook.keycloak.exchange;

import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.IDToken;

/** Issues an ID token that was asked for by {@code requested_token_type} to the audience that was asked for. */
final class PolicyTokenManager extends TokenManager {

    private final Restriction restriction;

    PolicyTokenManager(Restriction restriction) {
        this.restriction = restriction;
    }

    @Override
    public IDToken transformIDToken(
            KeycloakSession session, IDToken token, UserSessionModel userSession, ClientSessionContext context) {
        IDToken transformed = super.transformIDToken(session, token, userSession, context);
        transformed.audience(restriction.audiences().toArray(String[]::new));
        return transformed;
    }
}
