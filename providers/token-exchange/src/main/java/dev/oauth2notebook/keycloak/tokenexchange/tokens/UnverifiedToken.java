package dev.oauth2notebook.keycloak.tokenexchange.tokens;

import java.util.Optional;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.representations.JsonWebToken;

/** The claims of a token whose signature nobody has verified yet: good for refusing or routing it, never for trusting it. */
public final class UnverifiedToken {

    private UnverifiedToken() {}

    /**
     * Reads a token without verifying it.
     *
     * @param token as received
     * @return its claims; empty if it is not a JWS with claims
     */
    public static Optional<JsonWebToken> read(String token) {
        try {
            return Optional.ofNullable(new JWSInput(token).readJsonContent(JsonWebToken.class));
        } catch (JWSInputException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
