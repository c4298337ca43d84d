package dev.oauth2notebook.keycloak.tokenexchange.permits;

import java.util.Map;

/**
 * The configuration of a permit in a client profile, as Keycloak deserializes it for an executor.
 *
 * @param <P> kind of the permit
 */
interface PermitConfiguration<P> {

    /** Returns the values by key. */
    Map<String, Object> getConfigAsMap();

    /**
     * Parses the permit without checking whether its clients and scopes exist, which {@link ParsedPermit} does.
     *
     * @param name name that the permit gets
     */
    ParsedPermit<P> parse(String name);
}
