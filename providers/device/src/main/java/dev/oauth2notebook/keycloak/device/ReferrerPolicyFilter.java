package dev.oauth2notebook.keycloak.device;

import dev.oauth2notebook.keycloak.common.FormOrigin;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets browsers send the real {@code Origin} header when they submit a form of these pages. With Keycloak's default
 * referrer policy, {@code no-referrer}, they send {@code Origin: null} (Fetch, "append a request Origin header"), which
 * is indistinguishable from a form on another site.
 *
 * @see FormOrigin
 */
@Provider
@SameOriginForm
@Priority(ReferrerPolicyFilter.AFTER_KEYCLOAK)
public class ReferrerPolicyFilter implements ContainerResponseFilter {

    /** Response filters run in descending order of priority; Keycloak's filter for security headers has 10. */
    static final int AFTER_KEYCLOAK = 1;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle("Referrer-Policy", "same-origin");
    }
}
