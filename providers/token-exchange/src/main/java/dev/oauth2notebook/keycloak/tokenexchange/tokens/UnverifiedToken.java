package dev.oauth2notebook.keycloak.tokenexchange.tokens;

import java.util.Optional;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.representations.JsonWebToken;

/**
 * The claims of a token whose signature has not been verified. They may be used to refuse the token or to select the
 * code that verifies it, but must not be trusted.
 */
public final class UnverifiedToken {

    private UnverifiedToken() {}

    /**
     * Reads a token without verifying it.
     *
     * @param token the token as received
     * @return its claims; empty if it is not a JWS with a JSON payload
     */
    public static Optional<JsonWebToken> read(String token) {
        try {
            return Optional.ofNullable(new JWSInput(token).readJsonContent(JsonWebToken.class));
        } catch (JWSInputException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
