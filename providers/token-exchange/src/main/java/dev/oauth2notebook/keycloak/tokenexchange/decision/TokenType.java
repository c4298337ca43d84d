package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Arrays;
import java.util.Optional;

/** What can be asked for as {@code requested_token_type} (RFC 8693 §3). */
public enum TokenType {
    /** An OAuth access token. */
    ACCESS_TOKEN("access_token"),
    /** A JWT; an access token is one. */
    JWT("jwt"),
    /** An OpenID Connect ID token. */
    ID_TOKEN("id_token"),
    /** A refresh token, together with an access token. */
    REFRESH_TOKEN("refresh_token");

    private static final String URN_PREFIX = "urn:ietf:params:oauth:token-type:";

    private final String configName;

    TokenType(String configName) {
        this.configName = configName;
    }

    /** Returns the name in the configuration of a permit, e.g. {@code access_token}. */
    public String configName() {
        return configName;
    }

    /** Returns the token type identifier of RFC 8693 §3, e.g. {@code urn:ietf:params:oauth:token-type:access_token}. */
    public String urn() {
        return URN_PREFIX + configName;
    }

    /**
     * Finds the type that the configuration of a permit names.
     *
     * @param configName compared exactly; may be {@code null}
     * @return the type; empty if there is none of that name
     */
    public static Optional<TokenType> ofConfigName(String configName) {
        return Arrays.stream(values())
                .filter(type -> type.configName.equals(configName))
                .findFirst();
    }

    /**
     * Finds the type that a request names.
     *
     * @param urn a token type identifier (RFC 8693 §3), compared exactly; may be {@code null}
     * @return the type; empty if this policy does not issue what the identifier stands for
     */
    public static Optional<TokenType> ofUrn(String urn) {
        return Arrays.stream(values()).filter(type -> type.urn().equals(urn)).findFirst();
    }
}
