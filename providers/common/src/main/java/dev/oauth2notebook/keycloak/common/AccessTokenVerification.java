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
 * Verifies access tokens of the current realm: signature, expiry, revocation, session and user, as Keycloak does, and
 * the {@link TokenCheck} of every module that contributes one.
 *
 * @see AuthenticationManager#verifyIdentityToken
 */
public final class AccessTokenVerification {

    private AccessTokenVerification() {}

    /**
     * Verifies a token. As a side effect, Keycloak sets the client and session of the token in the context of the
     * request.
     *
     * @param session the Keycloak session of the current request
     * @param token the token as received
     * @param checks adds further checks of the caller
     * @return the token with its user, session and client; empty if the token is invalid
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
                    // Before Keycloak looks up the session, which it replaces by a transient one for some tokens.
                    session.getAllProviders(TokenCheck.class).forEach(check -> verifier.withChecks(check::accepts));
                    checks.accept(verifier);
                }));
    }
}
