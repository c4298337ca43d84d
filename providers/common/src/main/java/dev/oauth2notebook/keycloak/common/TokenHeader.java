package dev.oauth2notebook.keycloak.common;

import java.io.IOException;
import org.keycloak.common.util.Base64Url;
import org.keycloak.jose.jws.JWSHeader;
import org.keycloak.util.JsonSerialization;

/** Checks the header of a token before Keycloak verifies the token. */
public final class TokenHeader {

    /** The reason to report if {@link #namesAlgorithm} returns false. */
    public static final String NO_ALGORITHM = "The token's header names no algorithm";

    private TokenHeader() {}

    /**
     * Returns whether the header of a JWS names an algorithm ({@code alg}, RFC 7515 §4.1.1) that Keycloak supports. The
     * signature is not verified. Keycloak's verification throws a {@link NullPointerException} if there is no
     * algorithm.
     *
     * @param token compact serialization as received; may be {@code null}
     * @return false also if the token does not have a valid header
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
