package dev.oauth2notebook.keycloak.device;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets browsers name their origin to the pages' own server. With Keycloak's default, {@code no-referrer}, they post our
 * own forms with {@code Origin: null} (Fetch, "append a request Origin header"), as foreign pages can.
 */
@Provider
@SameOriginForm
@Priority(ReferrerPolicyFilter.AFTER_KEYCLOAKS_OWN)
public class ReferrerPolicyFilter implements ContainerResponseFilter {

    /** Response filters run from high to low; that of Keycloak's security headers has 10. */
    static final int AFTER_KEYCLOAKS_OWN = 1;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle("Referrer-Policy", "same-origin");
    }
}
