package dev.oauth2notebook.keycloak.common;

import org.eclipse.microprofile.config.ConfigProvider;

/** The path below which Keycloak serves requests, for routes that see the path of a request as it was sent. */
public final class BasePath {

    private BasePath() {}

    /** Returns Keycloak's option {@code http-relative-path} with a trailing slash. */
    public static String read() {
        String path = ConfigProvider.getConfig()
                .getOptionalValue("quarkus.http.root-path", String.class)
                .orElse("/");
        return path.endsWith("/") ? path : path + "/";
    }
}
