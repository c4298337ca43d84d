package dev.oauth2notebook.keycloak.explorer.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.oauth2notebook.keycloak.explorer.masking.TokenText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.keycloak.util.JsonSerialization;

/**
 * A token in a request or response.
 *
 * @param from where it was, for example {@code form.subject_token}
 * @param masked the token without its signature, or its beginning
 * @param fingerprint beginning of the SHA-256 hash of the whole token, by which a holder of the token recognises it
 * @param verified whether it was signed by a key of the realm; {@code null} if it is not a JWS
 */
record SeenToken(String from, String masked, String fingerprint, Boolean verified) {

    private static final int FINGERPRINT_BYTES = 8;

    static SeenToken of(String from, String token, Boolean verified) {
        return new SeenToken(from, TokenText.mask(token), fingerprint(token), verified);
    }

    /** Returns the decoded header; a missing node if it is not a JWS. */
    JsonNode header() {
        return part(0);
    }

    /** Returns the decoded payload; a missing node if it is not a JWS. */
    JsonNode claims() {
        return part(1);
    }

    private JsonNode part(int index) {
        try {
            JsonNode part = TokenText.part(masked, index).isPresent()
                    ? JsonSerialization.mapper.readTree(
                            TokenText.part(masked, index).get())
                    : MissingNode.getInstance();
            return part.isObject() ? part : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static String fingerprint(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
