package dev.oauth2notebook.keycloak.aliases;

import static org.keycloak.urls.UrlType.BACKEND;
import static org.keycloak.urls.UrlType.FRONTEND;

import dev.oauth2notebook.keycloak.common.LiveExplorer;
import dev.oauth2notebook.keycloak.common.ProtectedApi;
import jakarta.ws.rs.HttpMethod;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.keycloak.urls.UrlType;

/**
 * The table of all endpoint aliases. Each has a path below a mount, the methods that it supports, the metadata field
 * that contains its URL, and the resource that handles its requests.
 *
 * @see RootMount
 * @see OAuth2Resource
 */
enum Alias {
    START("", Methods.GET, null, FRONTEND, AliasTargets::startPage),
    AUTHORIZATION("auth", Methods.GET_POST, "authorization_endpoint", FRONTEND, AliasTargets::authorizationPage),
    TOKEN("token", Methods.POST, "token_endpoint", BACKEND, AliasTargets::token),
    INTROSPECTION("introspect", Methods.POST, "introspection_endpoint", BACKEND, AliasTargets::introspection),
    REVOCATION("revoke", Methods.POST, "revocation_endpoint", FRONTEND, AliasTargets::revocation),
    USERINFO("userinfo", Methods.GET_POST, "userinfo_endpoint", BACKEND, AliasTargets::userInfo),
    DEVICE_AUTHORIZATION(
            "device_authorization",
            Methods.POST,
            "device_authorization_endpoint",
            FRONTEND,
            AliasTargets::deviceAuthorization),
    PUSHED_AUTHORIZATION(
            "par", Methods.POST, "pushed_authorization_request_endpoint", BACKEND, AliasTargets::pushedAuthorization),
    REGISTRATION("register", Methods.POST, "registration_endpoint", BACKEND, AliasTargets::registration),
    REGISTERED_CLIENT("register/{id}", Methods.GET_PUT_DELETE, null, BACKEND, AliasTargets::registration),
    END_SESSION("logout", Methods.GET_POST, "end_session_endpoint", FRONTEND, AliasTargets::logoutPage),
    DEVICE_VERIFICATION("device", Methods.GET, null, FRONTEND, AliasTargets::deviceVerificationPage),
    KEYS("jwks", Methods.GET, "jwks_uri", BACKEND, AliasTargets::keys),
    WELL_KNOWN_KEYS(".well-known/jwks.json", Methods.GET, null, BACKEND, AliasTargets::keys),
    OAUTH_METADATA(
            ".well-known/oauth-authorization-server",
            Methods.GET,
            null,
            BACKEND,
            AliasTargets::authorizationServerMetadata),
    OPENID_METADATA(".well-known/openid-configuration", Methods.GET, null, BACKEND, AliasTargets::openidMetadata),
    RESOURCE_METADATA(ProtectedApi.METADATA_PATH, Methods.GET, null, BACKEND, AliasTargets::resourceMetadata),
    API_METADATA(ProtectedApi.METADATA_PATH + "/api/{id}", Methods.GET, null, BACKEND, AliasTargets::resourceMetadata),
    API_TEST("api/test", Methods.GET, null, BACKEND, AliasTargets::api),
    API_RESOURCE("api/resource", Methods.GET_POST, null, BACKEND, AliasTargets::api),
    API_VIDEO("api/video", Methods.GET, null, BACKEND, AliasTargets::api),
    API_MOBILE("api/mobile", Methods.GET, null, BACKEND, AliasTargets::api),
    CALLBACK("callback", Methods.GET_POST, null, FRONTEND, AliasTargets::callbackPage),
    ERRORS("errors", Methods.GET, null, FRONTEND, AliasTargets::errorPages),
    ERROR("errors/{id}", Methods.GET, null, FRONTEND, AliasTargets::errorPages),
    EXPLORER(LiveExplorer.ID, Methods.GET, null, FRONTEND, AliasTargets::explorer),
    EXPLORER_DATA(LiveExplorer.ID + "/{id}", Methods.GET, null, FRONTEND, AliasTargets::explorer),
    EXPLORER_ASSET(LiveExplorer.ID + "/assets/{id}", Methods.GET, null, FRONTEND, AliasTargets::explorer);

    private static final Map<String, Alias> BY_PATH =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Alias::path, Function.identity()));

    private static final int MAX_TYPOS = 2;

    private static final Set<Alias> NEED_PARAMETERS_OR_TOKEN = EnumSet.of(
            AUTHORIZATION,
            USERINFO,
            REGISTERED_CLIENT,
            API_METADATA,
            API_TEST,
            API_RESOURCE,
            API_VIDEO,
            API_MOBILE,
            ERROR,
            EXPLORER_DATA,
            EXPLORER_ASSET);

    /** What a page loads by itself is not worth a line in a list of endpoints. */
    private static final Set<Alias> PARTS_OF_PAGES = EnumSet.of(EXPLORER_DATA, EXPLORER_ASSET);

    private final String path;
    private final Set<String> methods;
    private final String metadataField;
    private final UrlType urlType;
    private final Function<AliasTargets, Object> resource;

    Alias(
            String path,
            Set<String> methods,
            String metadataField,
            UrlType urlType,
            Function<AliasTargets, Object> resource) {
        this.path = path;
        this.methods = methods;
        this.metadataField = metadataField;
        this.urlType = urlType;
        this.resource = resource;
    }

    /**
     * Finds the alias with a given path.
     *
     * @param path percent-encoded path below a mount, without a leading slash
     * @return the alias with this path, where {@code {id}} as the last segment of an alias matches any segment; empty
     *     if there is none
     */
    static Optional<Alias> find(String path) {
        Alias exact = BY_PATH.get(path);
        if (exact != null) {
            return Optional.of(exact);
        }
        int lastSlash = path.lastIndexOf('/');
        return lastSlash < 0 || lastSlash == path.length() - 1
                ? Optional.empty()
                : Optional.ofNullable(BY_PATH.get(path.substring(0, lastSlash) + "/{id}"));
    }

    /**
     * Finds the alias that was probably meant by a mistyped path. Ignores case and trailing slashes.
     *
     * @param path path below a mount, without a leading slash
     * @return the alias with the smallest edit distance, if it is at most two; the first in the table if there are
     *     several; empty if there is none
     */
    static Optional<Alias> similarTo(String path) {
        String typed = path.toLowerCase(Locale.ROOT).replaceAll("/+$", "");
        return Arrays.stream(values())
                .filter(alias -> alias != START && !alias.path.contains("{"))
                .filter(alias -> distance(alias.path, typed) <= MAX_TYPOS)
                .min(Comparator.comparingInt(alias -> distance(alias.path, typed)));
    }

    /** Returns the Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] previous = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }

    /** Returns the path below a mount, without a leading slash. */
    String path() {
        return path;
    }

    /** Returns the methods that the alias supports, in alphabetical order, for the {@code Allow} header. */
    Set<String> methods() {
        return methods;
    }

    /** Returns the methods without HEAD and OPTIONS, in alphabetical order, for documentation. */
    List<String> requestMethods() {
        return methods.stream()
                .filter(method -> !method.equals(HttpMethod.HEAD) && !method.equals(HttpMethod.OPTIONS))
                .toList();
    }

    /** Returns whether the alias is a page or document that can be opened without parameters and without a token. */
    boolean isOpenableByLink() {
        return methods.contains(HttpMethod.GET) && !NEED_PARAMETERS_OR_TOKEN.contains(this);
    }

    /** Returns whether the alias is only called by a page. */
    boolean isPartOfPage() {
        return PARTS_OF_PAGES.contains(this);
    }

    /** Returns the metadata field (RFC 8414 §2 and its extensions) with the URL of this alias, if there is one. */
    Optional<String> metadataField() {
        return Optional.ofNullable(metadataField);
    }

    /** Returns whether the alias is called by browsers (frontend URL) or directly by clients (backend URL). */
    UrlType urlType() {
        return urlType;
    }

    /**
     * Returns the JAX-RS resource that handles the requests for this alias.
     *
     * @param targets the targets for the current request
     * @return {@code null} if the alias has no target in the realm
     */
    Object resource(AliasTargets targets) {
        return resource.apply(targets);
    }

    /** GET includes HEAD, and all aliases support OPTIONS, like Keycloak's own endpoints. */
    private static final class Methods {
        static final Set<String> GET = sorted("GET", "HEAD", "OPTIONS");
        static final Set<String> POST = sorted("OPTIONS", "POST");
        static final Set<String> GET_POST = sorted("GET", "HEAD", "OPTIONS", "POST");
        static final Set<String> GET_PUT_DELETE = sorted("DELETE", "GET", "HEAD", "OPTIONS", "PUT");

        private static Set<String> sorted(String... methods) {
            return new TreeSet<>(Set.of(methods));
        }
    }
}
