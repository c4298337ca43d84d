package dev.oauth2notebook.keycloak.tokenexchange.tokens;

import java.util.List;

/**
 * Ids ({@code jti}, RFC 7519 §4.1.7) of access tokens. The id of an exchanged token ends with that of its subject token,
 * and so with those of all tokens that it came from: {@code own~parent~grandparent}.
 */
public final class TokenIds {

    private static final char SEPARATOR = '~';

    /** Keycloak's ids of access tokens begin with six letters of context and a colon; nothing else that is revoked does. */
    private static final int CONTEXT_LENGTH = 6;

    private TokenIds() {}

    /** Returns the id of a token that came from another. */
    static String exchangedId(String id, String subjectId) {
        return id + SEPARATOR + subjectId;
    }

    /** Returns what identifies the token itself: its id without those of the tokens that it came from. */
    public static String own(String id) {
        return isChained(id) ? id.substring(0, id.indexOf(SEPARATOR)) : id;
    }

    /** Returns the token's own id and those of the tokens that it came from, nearest first. */
    public static List<String> chain(String id) {
        return isChained(id) ? List.of(id.split(String.valueOf(SEPARATOR))) : List.of(id);
    }

    private static boolean isChained(String id) {
        return id.indexOf(':') == CONTEXT_LENGTH && id.indexOf(SEPARATOR) > CONTEXT_LENGTH;
    }
}
