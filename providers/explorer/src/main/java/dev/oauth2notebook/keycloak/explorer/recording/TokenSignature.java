package dev.oauth2notebook.keycloak.explorer.recording;

import dev.oauth2notebook.keycloak.explorer.masking.TokenText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.keycloak.common.VerificationException;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.KeycloakSession;

/** Determines whether tokens were signed by the current realm. */
final class TokenSignature {

    private final KeycloakSession session;

    TokenSignature(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Verifies the signature of a token that somebody sent.
     *
     * @return {@code null} if it is not a JWS
     */
    Boolean verify(String token) {
        if (!TokenText.isJws(token)) {
            return null;
        }
        try {
            JWSInput jws = new JWSInput(token);
            SignatureProvider provider =
                    session.getProvider(SignatureProvider.class, jws.getHeader().getRawAlgorithm());
            return provider != null
                    && provider.verifier(jws.getHeader().getKeyId())
                            .verify(
                                    jws.getEncodedSignatureInput().getBytes(StandardCharsets.UTF_8),
                                    Base64.getUrlDecoder().decode(signature(token)));
        } catch (JWSInputException | VerificationException | RuntimeException e) {
            return false;
        }
    }

    /**
     * Returns whether a token that this server has just issued names a key of the realm. The signature is not verified
     * again, because that would take as long as everything else that the explorer does.
     *
     * @return {@code null} if it is not a JWS
     */
    Boolean isIssuedByRealm(String token) {
        if (!TokenText.isJws(token)) {
            return null;
        }
        try {
            JWSInput jws = new JWSInput(token);
            return session.keys()
                            .getKey(
                                    session.getContext().getRealm(),
                                    jws.getHeader().getKeyId(),
                                    KeyUse.SIG,
                                    jws.getHeader().getRawAlgorithm())
                    != null;
        } catch (JWSInputException | RuntimeException e) {
            return false;
        }
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }
}
