package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.common.ListedEndpoint;
import java.util.List;
import java.util.Optional;

/**
 * The endpoints of the mount to which a page belongs.
 *
 * @param all the endpoints that have a target in the realm
 */
record Endpoints(List<ListedEndpoint> all) {

    static final String AUTHORIZATION = "AUTHORIZATION";
    static final String TOKEN = "TOKEN";
    static final String DEVICE_AUTHORIZATION = "DEVICE_AUTHORIZATION";
    static final String API_TEST = "API_TEST";
    static final String CALLBACK = "CALLBACK";

    /**
     * Returns the endpoint with a given name.
     *
     * @param name see {@link ListedEndpoint#name}
     * @return the endpoint; empty if the realm does not have it
     */
    Optional<ListedEndpoint> find(String name) {
        return all.stream().filter(endpoint -> endpoint.name().equals(name)).findFirst();
    }
}
