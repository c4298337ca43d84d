package dev.oauth2notebook.keycloak.demoapi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keycloak.OAuth2Constants;

/** The resources of the API: which scopes open them, and whether they insist on the API's audience. */
enum ProtectedResource {
    /** Accepts every access token of the realm; a client without other wishes asks for {@code openid}. */
    TEST("test", false, OAuth2Constants.SCOPE_OPENID),
    RESOURCE("resource", true, ApiResource.READ, ApiResource.WRITE),
    VIDEO("video", true, ApiResource.VIDEO),
    MOBILE("mobile", true, ApiResource.MOBILE);

    private final String name;
    private final boolean forAudience;
    private final List<String> scopes;

    ProtectedResource(String name, boolean forAudience, String... scopes) {
        this.name = name;
        this.forAudience = forAudience;
        this.scopes = List.of(scopes);
    }

    /**
     * Finds a resource.
     *
     * @param name last segment of its path
     * @return empty if there is none
     */
    static Optional<ProtectedResource> find(String name) {
        return Arrays.stream(values())
                .filter(resource -> resource.name.equals(name))
                .findFirst();
    }

    /** Returns the scopes of all resources that need one. */
    static List<String> allScopes() {
        return Arrays.stream(values())
                .filter(ProtectedResource::isForAudience)
                .map(ProtectedResource::scopes)
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the scopes to ask for in an authorization request (RFC 9728 §2, {@code scopes_supported}). */
    List<String> scopes() {
        return scopes;
    }

    /** Returns whether an access token must name the API in {@code aud} (RFC 9068 §4). */
    boolean isForAudience() {
        return forAudience;
    }
}
