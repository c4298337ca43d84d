package dev.oauth2notebook.keycloak.exchange;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Values of a {@code scope} parameter or claim (RFC 6749 §3.3). */
final class Scopes {

    private Scopes() {}

    /** Returns the values in order, each once; none for {@code null}. */
    static Set<String> parse(String scope) {
        return scope == null || scope.isBlank()
                ? Set.of()
                : new LinkedHashSet<>(Arrays.asList(scope.strip().split(" +")));
    }
}
