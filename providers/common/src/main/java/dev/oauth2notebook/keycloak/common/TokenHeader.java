package dev.oauth2notebook.keycloak.common;

import java.io.IOException;
import org.keycloak.common.util.Base64Url;
import org.keycloak.jose.jws.JWSHeader;
import org.keycloak.util.JsonSerialization;

/** Checks the header of a token before Keycloak verifies the token. */
public final class TokenHeader {

    /** What is wrong with a token of which {@link #namesAlgorithm} is false. */
    public static final String NO_ALGORITHM = "The token's header names no algorithm";

    private TokenHeader() {}

    /**
     * Returns whether the header of a JWS (RFC 7515 §4.1.1) names an algorithm that Keycloak knows. That says nothing of
     * the signature. Keycloak's verification fails with a {@link NullPointerException} if the header names none.
     *
     * @param token compact serialization as received, or {@code null}
     * @return false, too, for anything that has no readable header
     */
    public static boolean namesAlgorithm(String token) {
        if (token == null) {
            return false;
        }
        String header = token.substring(0, Math.max(0, token.indexOf('.')));
        try {
            return JsonSerialization.readValue(Base64Url.decode(header), JWSHeader.class)
                            .getAlgorithm()
                    != null;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
