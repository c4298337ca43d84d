package dev.oauth2notebook.keycloak.common;

import java.util.Optional;
import java.util.function.Consumer;
import org.keycloak.TokenVerifier;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * Verification of access tokens of the current realm: signature, expiry, revocation, session and user, as Keycloak checks
 * them, and whatever each {@link TokenCheck} checks.
 */
public final class AccessTokenVerification {

    private AccessTokenVerification() {}

    /**
     * Verifies a token that somebody has sent. Keycloak then takes the token's client and session for those of the
     * request.
     *
     * @param session of the current request
     * @param token as received
     * @param checks further checks of the caller
     * @return the token with its user, session and client; empty if it is not valid
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
                verifier -> {
                    // Before Keycloak looks up the session, which for some tokens it replaces with a transient one.
                    session.getAllProviders(TokenCheck.class).forEach(check -> verifier.withChecks(check::accepts));
                    checks.accept(verifier);
                }));
    }
}
