package dev.oauth2notebook.keycloak.common;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.provider.Provider;

/**
 * The pages that people see at the endpoint aliases. The module {@code aliases} asks for them by this interface, the
 * module {@code pages} implements it, and each works without the other.
 *
 * @see EndpointPagesSpi
 */
public interface EndpointPages extends Provider {

    /**
     * Returns the JAX-RS resource of the start page.
     *
     * @param endpoints to list, in this order
     * @param serverUrl URL below which the endpoints are, without a trailing slash
     * @param local whether only the person at this machine can see the page; it may then show development secrets
     */
    StartPage start(List<ListedEndpoint> endpoints, String serverUrl, boolean local);

    /** Returns the JAX-RS resource of the page that shows an authorization response. */
    Object callback();

    /**
     * Explains an endpoint for programs to a person who has opened it in a browser.
     *
     * @param status of the response, 405 or 401; headers beyond the content type are left to the caller
     * @param local as for {@link #start}
     */
    Response endpoint(ListedEndpoint endpoint, Response.Status status, boolean local);

    /**
     * Tells a person that a path does not exist.
     *
     * @param path as called
     * @param meant the endpoint that was probably meant
     * @return 404 with HTML
     */
    Response notFound(String path, Optional<ListedEndpoint> meant);

    @Override
    default void close() {}

    /** The start page as a JAX-RS resource. */
    interface StartPage {

        /** Returns 200 with HTML. */
        Response page();
    }
}
