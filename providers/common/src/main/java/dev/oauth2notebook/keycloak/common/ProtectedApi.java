package dev.oauth2notebook.keycloak.common;

import java.util.Optional;

/**
 * The JAX-RS resource of the protected API, which the realm resource provider {@value #ID} returns. The module
 * {@code aliases} mounts it at other paths as well, so it derives its URLs from the URL of the request.
 */
public interface ProtectedApi {

    /** Id of the realm resource provider, and the path segment below {@code /realms/{realm}/}. */
    String ID = "demo-api";

    /** Path of the metadata of protected resources (RFC 9728 §3), without a leading slash. */
    String METADATA_PATH = ".well-known/oauth-protected-resource";

    /** Returns the JAX-RS resource of the API's metadata (RFC 9728). */
    Object metadata();

    /**
     * Returns the audience that access tokens need for one of the API's resources.
     *
     * @param resource identifier of a resource, as in its metadata (RFC 9728 §2)
     * @return the audience; empty if the API has no such resource
     */
    Optional<String> audienceOf(String resource);
}
