package dev.oauth2notebook.keycloak.support;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** An administrator's access token that is used for several requests, because each sign-in costs a password hash. */
record AdminToken(String value, Instant renewal) {

    /** Half of the lifetime that Keycloak gives tokens of the realm {@code master}. */
    private static final Duration USE = Duration.ofSeconds(30);

    private static final Map<String, AdminToken> CURRENT = new ConcurrentHashMap<>();

    /** Returns the current token of an administrator, renewed after {@link #USE}. */
    static String of(String administrator, Supplier<String> signIn) {
        return CURRENT.compute(
                        administrator,
                        (key, token) -> token != null && Instant.now().isBefore(token.renewal)
                                ? token
                                : new AdminToken(signIn.get(), Instant.now().plus(USE)))
                .value;
    }
}
