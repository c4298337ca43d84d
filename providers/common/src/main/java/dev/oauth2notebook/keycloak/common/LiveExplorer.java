package dev.oauth2notebook.keycloak.common;

import java.util.List;

/**
 * The JAX-RS resource of the live explorer, which the realm resource provider {@value #ID} returns. The module {@code
 * aliases} mounts it at other paths as well.
 */
public interface LiveExplorer {

    /** Id of the realm resource provider, and the path segment below {@code /realms/{realm}/}. */
    String ID = "explorer";

    /**
     * Returns the explorer at a mount of the aliases.
     *
     * @param endpoints the endpoints of the mount, which the explorer uses instead of Keycloak's own paths
     * @param serverUrl base URL of the endpoints, without a trailing slash
     */
    Object mountedAt(List<ListedEndpoint> endpoints, String serverUrl);
}
