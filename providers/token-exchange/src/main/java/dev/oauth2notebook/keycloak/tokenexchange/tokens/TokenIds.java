package dev.oauth2notebook.keycloak.tokenexchange.tokens;

import java.util.List;

/**
 * Ids ({@code jti}, RFC 7519 §4.1.7) of access tokens. The id of an exchanged token ends with the id of its subject
 * token, and thus contains the ids of all its ancestors: {@code own~parent~grandparent}.
 */
public final class TokenIds {

    private static final char SEPARATOR = '~';

    /**
     * Length of the context with which Keycloak's access-token ids begin, followed by a colon. Other ids that can be
     * revoked do not have this form.
     *
     * <p>Repeats what {@code DefaultTokenContextEncoderProvider} writes and checks, because it rejects ids without a context.
     * Read in Keycloak 26.7.4; {@code AncestryIT} fails if that changes.
     *
     * @see org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider
     */
    private static final int CONTEXT_LENGTH = 6;

    private TokenIds() {}

    /** Returns the id of a token that is issued for a subject token. */
    static String exchangedId(String id, String subjectId) {
        return id + SEPARATOR + subjectId;
    }

    /** Returns the part of an id that identifies the token itself, without the ids of its ancestors. */
    public static String own(String id) {
        return isChained(id) ? id.substring(0, id.indexOf(SEPARATOR)) : id;
    }

    /** Returns the token's own id and the ids of its ancestors, nearest first. */
    public static List<String> chain(String id) {
        return isChained(id) ? List.of(id.split(String.valueOf(SEPARATOR))) : List.of(id);
    }

    private static boolean isChained(String id) {
        return id.indexOf(':') == CONTEXT_LENGTH && id.indexOf(SEPARATOR) > CONTEXT_LENGTH;
    }
}
