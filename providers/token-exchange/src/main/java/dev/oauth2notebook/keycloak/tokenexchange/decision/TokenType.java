package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Arrays;
import java.util.Optional;

/** The supported values of {@code requested_token_type} (RFC 8693 §3). */
public enum TokenType {
    /** An OAuth access token. */
    ACCESS_TOKEN("access_token"),
    /** A JWT; an access token is issued. */
    JWT("jwt"),
    /** An OpenID Connect ID token. */
    ID_TOKEN("id_token"),
    /** A refresh token, which is issued together with an access token. */
    REFRESH_TOKEN("refresh_token");

    private static final String URN_PREFIX = "urn:ietf:params:oauth:token-type:";

    private final String configName;

    TokenType(String configName) {
        this.configName = configName;
    }

    /** Returns the name that the configuration of a permit uses, for example {@code access_token}. */
    public String configName() {
        return configName;
    }

    /** Returns the identifier (RFC 8693 §3), for example {@code urn:ietf:params:oauth:token-type:access_token}. */
    public String urn() {
        return URN_PREFIX + configName;
    }

    /**
     * Finds a type by its name in the configuration of a permit.
     *
     * @param configName case-sensitive; may be {@code null}
     * @return empty if there is no type with that name
     */
    public static Optional<TokenType> ofConfigName(String configName) {
        return Arrays.stream(values())
                .filter(type -> type.configName.equals(configName))
                .findFirst();
    }

    /**
     * Finds a type by its identifier in a request.
     *
     * @param urn a token type identifier (RFC 8693 §3), case-sensitive; may be {@code null}
     * @return empty if the type is unsupported
     */
    public static Optional<TokenType> ofUrn(String urn) {
        return Arrays.stream(values()).filter(type -> type.urn().equals(urn)).findFirst();
    }
}
