package dev.oauth2notebook.keycloak.demoapi;

import java.util.Arrays;
import java.util.Optional;
import org.keycloak.util.TokenUtil;

/**
 * The authentication schemes for access tokens, in the order in which a 401 offers them.
 *
 * @see Challenges
 */
enum AuthScheme {
    /** RFC 6750 §2.1. */
    BEARER(TokenUtil.TOKEN_TYPE_BEARER),
    /** RFC 9449 §7.1. */
    DPOP(TokenUtil.TOKEN_TYPE_DPOP);

    private final String scheme;

    AuthScheme(String scheme) {
        this.scheme = scheme;
    }

    /**
     * Finds a scheme.
     *
     * @param name name of the scheme, in any case (RFC 9110 §11.1)
     * @return the scheme; empty if the API does not support it
     */
    static Optional<AuthScheme> find(String name) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.scheme.equalsIgnoreCase(name))
                .findFirst();
    }

    /** Returns the name as used in a header. */
    String scheme() {
        return scheme;
    }
}
