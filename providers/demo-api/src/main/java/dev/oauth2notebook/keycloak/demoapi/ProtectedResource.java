package dev.oauth2notebook.keycloak.demoapi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keycloak.OAuth2Constants;

/**
 * The resources of the API, with their scopes and whether they require the API's audience.
 *
 * @see ApiResource
 */
enum ProtectedResource {
    /** Accepts any access token of the realm; its metadata suggests the scope {@code openid}. */
    TEST("test", false, OAuth2Constants.SCOPE_OPENID),
    RESOURCE("resource", true, ApiResource.READ, ApiResource.WRITE),
    VIDEO("video", true, ApiResource.VIDEO),
    MOBILE("mobile", true, ApiResource.MOBILE);

    private final String name;
    private final boolean requiresAudience;
    private final List<String> scopes;

    ProtectedResource(String name, boolean requiresAudience, String... scopes) {
        this.name = name;
        this.requiresAudience = requiresAudience;
        this.scopes = List.of(scopes);
    }

    /**
     * Finds a resource.
     *
     * @param name last segment of the resource's path
     * @return empty if there is none
     */
    static Optional<ProtectedResource> find(String name) {
        return Arrays.stream(values())
                .filter(resource -> resource.name.equals(name))
                .findFirst();
    }

    /** Returns the scopes of all resources that require a scope. */
    static List<String> allScopes() {
        return Arrays.stream(values())
                .filter(ProtectedResource::requiresAudience)
                .map(ProtectedResource::scopes)
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the scopes to use in authorization requests (RFC 9728 §2, {@code scopes_supported}). */
    List<String> scopes() {
        return scopes;
    }

    /** Returns whether the {@code aud} claim of an access token must contain the API's audience (RFC 9068 §4). */
    boolean requiresAudience() {
        return requiresAudience;
    }
}
