package dev.oauth2notebook.keycloak.explorer.recording;

import dev.oauth2notebook.keycloak.common.EndpointOptions;
import dev.oauth2notebook.keycloak.common.ProtectedApi;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The paths whose requests are recorded, by the name of the endpoint. */
enum ObservedPath {
    AUTHORIZE("protocol/openid-connect/auth|" + alias("auth")),
    TOKEN("protocol/openid-connect/token|" + alias("token")),
    INTROSPECT("protocol/openid-connect/token/introspect|" + alias("introspect")),
    REVOKE("protocol/openid-connect/revoke|" + alias("revoke")),
    USERINFO("protocol/openid-connect/userinfo|" + alias("userinfo")),
    DEVICE_AUTHORIZATION("protocol/openid-connect/auth/device|" + alias("device_authorization")),
    DEVICE("device(/.*)?|" + alias("device")),
    PAR("protocol/openid-connect/ext/par/request|" + alias("par")),
    REGISTER("clients-registrations/openid-connect(/.*)?|" + alias("register(/.*)?")),
    LOGOUT("protocol/openid-connect/logout(/.*)?|" + alias("logout")),
    CONSENT("login-actions/consent"),
    LOGIN("login-actions/.*"),
    CALLBACK(alias("callback")),
    API("(" + alias("api") + "|" + ProtectedApi.ID + ")/.*"),
    JWKS("protocol/openid-connect/certs|" + alias("jwks") + "|" + alias("\\.well-known/jwks\\.json")),
    METADATA("\\.well-known/.*|" + alias("\\.well-known/.*"));

    private static final List<ObservedPath> ALL = Arrays.asList(values());

    private static final String REALMS = "realms/";
    private static final String METADATA_AT_ROOT = ".well-known/";

    private final Pattern path;

    ObservedPath(String path) {
        this.path = Pattern.compile(path);
    }

    /**
     * Finds the endpoint of a path.
     *
     * @param path path below the server's base path, without a leading slash, after the aliases at the server root have
     *     been re-routed
     * @return empty if its requests are not recorded
     */
    static Optional<ObservedPath> of(String path) {
        if (path.startsWith(METADATA_AT_ROOT)) {
            return Optional.of(METADATA);
        }
        int end = path.startsWith(REALMS) ? path.indexOf('/', REALMS.length()) : -1;
        if (end < 0) {
            return Optional.empty();
        }
        String belowRealm = path.substring(end + 1);
        return ALL.stream()
                .filter(endpoint -> endpoint.path.matcher(belowRealm).matches())
                .findFirst();
    }

    /** Returns whether responses are public documents, which contain nothing that has to be masked. */
    boolean isPublic() {
        return this == METADATA || this == JWKS;
    }

    /** Returns whether clients authenticate there. */
    boolean authenticatesClients() {
        return this == TOKEN || this == INTROSPECT || this == REVOKE || this == DEVICE_AUTHORIZATION || this == PAR;
    }

    /** Returns whether only clients call it, not browsers. */
    boolean isCalledByClients() {
        return authenticatesClients() || this == REGISTER;
    }

    private static String alias(String path) {
        return EndpointOptions.PROVIDER + "/" + path;
    }
}
