package dev.oauth2notebook.keycloak;

import java.util.Optional;
import java.util.function.Consumer;
import org.keycloak.TokenVerifier;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/** Verification of access tokens of the current realm: signature, expiry, revocation, session and user. */
public final class AccessTokenVerification {

    private AccessTokenVerification() {}

    /**
     * Verifies a token that somebody has sent. Keycloak then takes the token's client and session for those of the
     * request.
     *
     * @param session of the current request
     * @param token as received
     * @param checks what else is to be checked
     * @return what Keycloak found out; empty if the token is not valid
     */
    public static Optional<AuthResult> verify(
            KeycloakSession session, String token, Consumer<TokenVerifier<AccessToken>> checks) {
        if (!TokenHeader.namesAlgorithm(token)) {
            return Optional.empty();
        }
        KeycloakContext context = session.getContext();
        return Optional.ofNullable(AuthenticationManager.verifyIdentityToken(
                session,
                context.getRealm(),
                context.getUri(),
                context.getConnection(),
                true,
                true,
                null,
                false,
                token,
                context.getHttpRequest().getHttpHeaders(),
                checks));
    }
}
