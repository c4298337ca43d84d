package dev.oauth2notebook.keycloak.common;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.provider.Provider;

/**
 * The HTML pages at the endpoint aliases. The module {@code aliases} uses this interface and the module {@code pages}
 * implements it, so that neither depends on the other.
 *
 * @see EndpointPagesSpi
 */
public interface EndpointPages extends Provider {

    /**
     * Returns the JAX-RS resource of the start page.
     *
     * @param endpoints the endpoints to list, in this order
     * @param serverUrl base URL of the endpoints, without a trailing slash
     * @param local whether the page is visible only on the local machine; if so, it may show development secrets
     */
    StartPage start(List<ListedEndpoint> endpoints, String serverUrl, boolean local);

    /**
     * Returns the JAX-RS resource of the page that shows an authorization response.
     *
     * @param endpoints the endpoints of the mount to which the page belongs
     * @param local as for {@link #start}
     */
    Object callback(List<ListedEndpoint> endpoints, boolean local);

    /**
     * Returns a page that explains an endpoint to a user who opened it in a browser.
     *
     * @param endpoint the endpoint that was opened
     * @param status status of the response, 405 or 401; the caller adds all headers except the content type
     * @param local as for {@link #start}
     */
    Response endpoint(ListedEndpoint endpoint, Response.Status status, boolean local);

    /**
     * Returns a page that says that a path does not exist.
     *
     * @param path the path that was opened
     * @param meant the endpoint that the user probably meant
     * @return a response with status 404
     */
    Response notFound(String path, Optional<ListedEndpoint> meant);

    /**
     * Finds the explanation of an error.
     *
     * @return id of the topic, which is the path segment of its page below {@link #errors}; empty if there is none
     */
    Optional<String> errorTopic(FailedRequest request);

    /** Returns the JAX-RS resource of the pages that explain errors: a list, and a page for each topic. */
    Object errors();

    /**
     * Returns the users of the shipped realm whose password is still the published one. The caller must make sure that
     * only this machine can see them.
     */
    List<String> developmentUsers();

    /** Returns the ids of the clients that the start page lists, in the same order. */
    List<String> listedClients();

    @Override
    default void close() {}

    /** The start page as a JAX-RS resource. */
    interface StartPage {

        /** Returns the page with status 200. */
        Response page();
    }
}
