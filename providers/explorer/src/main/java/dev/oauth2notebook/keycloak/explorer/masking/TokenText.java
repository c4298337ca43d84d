package dev.oauth2notebook.keycloak.explorer.masking;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Masks and decodes tokens. */
public final class TokenText {

    /** RFC 7515 §7.1. */
    private static final Pattern JWS = Pattern.compile("ey[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    private static final int MAX_LENGTH = 16_000;

    private TokenText() {}

    /**
     * Returns a token in a form in which no server accepts it.
     *
     * @param token the token as received
     * @return header and payload of a JWS, without the signature; the first characters of anything else
     */
    public static String mask(String token) {
        return isJws(token) ? token.substring(0, token.lastIndexOf('.') + 1) + Rule.HIDDEN : Rule.cut(token);
    }

    /** Returns whether a text is a JWS in compact serialization whose header names an algorithm. */
    public static boolean isJws(String token) {
        return token.length() <= MAX_LENGTH
                && JWS.matcher(token).matches()
                && decode(token.substring(0, token.indexOf('.')))
                        .filter(header -> header.startsWith("{") && header.contains("\"alg\""))
                        .isPresent();
    }

    /**
     * Returns a part of a JWS, which may be masked.
     *
     * @param token a JWS
     * @param index 0 for the header, 1 for the payload
     * @return the decoded part; empty if it is not encoded correctly
     */
    public static Optional<String> part(String token, int index) {
        String[] parts = token.split("\\.", -1);
        return parts.length == 3 ? decode(parts[index]) : Optional.empty();
    }

    private static Optional<String> decode(String part) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
