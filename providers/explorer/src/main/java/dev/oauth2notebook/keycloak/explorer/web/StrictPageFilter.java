package dev.oauth2notebook.keycloak.explorer.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Replaces the Content-Security-Policy of the theme and of the realm by a stricter one that permits the one thing that
 * the page needs in addition: requests to its own server.
 */
@Provider
@StrictPage
@Priority(StrictPageFilter.AFTER_KEYCLOAK)
public class StrictPageFilter implements ContainerResponseFilter {

    /** Response filters run in descending order of priority; Keycloak's filter for security headers has 10. */
    static final int AFTER_KEYCLOAK = 1;

    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle("Content-Security-Policy", POLICY);
        response.getHeaders().putSingle("Referrer-Policy", "no-referrer");
    }
}
