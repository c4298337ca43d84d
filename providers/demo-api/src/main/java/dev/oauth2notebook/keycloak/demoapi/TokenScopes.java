package dev.oauth2notebook.keycloak.demoapi;

import java.util.List;
import org.keycloak.representations.AccessToken;

/**
 * Parses the scopes of a token.
 *
 * @see ProtectedRequest
 */
final class TokenScopes {

    private TokenScopes() {}

    /** Returns the values of the {@code scope} claim (RFC 6749 §3.3) in the given order. */
    static List<String> of(AccessToken token) {
        String scope = token.getScope();
        return scope == null || scope.isBlank()
                ? List.of()
                : List.of(scope.strip().split(" +"));
    }
}
