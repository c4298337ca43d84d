package dev.oauth2notebook.keycloak.fuzz;

import java.util.List;

/** Every alias, with its path, the corresponding path of Keycloak, its methods and its style of errors. */
enum Target {
    START("/", null, Style.PAGE, "GET"),
    AUTH("/auth", Native.OPENID_CONNECT + "/auth", Style.PAGE, "GET", "POST"),
    TOKEN("/token", Native.OPENID_CONNECT + "/token", Style.OAUTH, "POST"),
    INTROSPECT("/introspect", Native.OPENID_CONNECT + "/token/introspect", Style.OAUTH, "POST"),
    REVOKE("/revoke", Native.OPENID_CONNECT + "/revoke", Style.OAUTH, "POST"),
    USERINFO("/userinfo", Native.OPENID_CONNECT + "/userinfo", Style.BEARER, "GET", "POST"),
    DEVICE_AUTHORIZATION("/device_authorization", Native.OPENID_CONNECT + "/auth/device", Style.OAUTH, "POST"),
    DEVICE("/device", "/realms/notebook/device", Style.PAGE, "GET"),
    PAR("/par", Native.OPENID_CONNECT + "/ext/par/request", Style.OAUTH, "POST"),
    REGISTER("/register", Native.REGISTRATION, Style.BEARER, "POST"),
    REGISTERED("/register/{id}", Native.REGISTRATION + "/{id}", Style.BEARER, "GET", "PUT", "DELETE"),
    LOGOUT("/logout", Native.OPENID_CONNECT + "/logout", Style.PAGE, "GET", "POST"),
    JWKS("/jwks", Native.OPENID_CONNECT + "/certs", Style.PAGE, "GET"),
    WELL_KNOWN_JWKS("/.well-known/jwks.json", Native.OPENID_CONNECT + "/certs", Style.PAGE, "GET"),
    OAUTH_METADATA("/.well-known/oauth-authorization-server", null, Style.PAGE, "GET"),
    OPENID_METADATA("/.well-known/openid-configuration", null, Style.PAGE, "GET"),
    API_TEST("/api/test", null, Style.BEARER, "GET"),
    API_RESOURCE("/api/resource", null, Style.BEARER, "GET", "POST"),
    API_VIDEO("/api/video", null, Style.BEARER, "GET"),
    API_MOBILE("/api/mobile", null, Style.BEARER, "GET"),
    RESOURCE_METADATA("/.well-known/oauth-protected-resource", null, Style.PAGE, "GET"),
    API_METADATA("/.well-known/oauth-protected-resource/api/{id}", null, Style.PAGE, "GET"),
    CALLBACK("/callback", null, Style.PAGE, "GET", "POST"),
    ERRORS("/errors", null, Style.PAGE, "GET"),
    ERROR("/errors/{id}", null, Style.PAGE, "GET"),
    EXPLORER("/explorer", null, Style.PAGE, "GET"),
    EXPLORER_DATA("/explorer/{id}", null, Style.PAGE, "GET"),
    EXPLORER_ASSET("/explorer/assets/{id}", null, Style.PAGE, "GET");

    /** How an endpoint reports errors. */
    enum Style {
        /** RFC 6749 §5.2: a JSON object with {@code error}. */
        OAUTH,
        /** RFC 6750 §3: a challenge. */
        BEARER,
        /** A page for a browser, or a public document. */
        PAGE
    }

    private final String alias;
    private final String nativePath;
    private final Style style;
    private final List<String> methods;

    Target(String alias, String nativePath, Style style, String... methods) {
        this.alias = alias;
        this.nativePath = nativePath;
        this.style = style;
        this.methods = List.of(methods);
    }

    /** Returns the path below a mount. */
    String alias() {
        return alias;
    }

    /** Returns the corresponding path of Keycloak, or {@code null} if there is none. */
    String nativePath() {
        return nativePath;
    }

    Style style() {
        return style;
    }

    /** Returns the supported methods besides HEAD and OPTIONS. */
    List<String> methods() {
        return methods;
    }

    private static final class Native {
        static final String OPENID_CONNECT = "/realms/notebook/protocol/openid-connect";
        static final String REGISTRATION = "/realms/notebook/clients-registrations/openid-connect";
    }
}
