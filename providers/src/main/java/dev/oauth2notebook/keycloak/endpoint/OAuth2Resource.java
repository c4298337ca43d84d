package dev.oauth2notebook.keycloak.endpoint;

import dev.oauth2notebook.keycloak.page.StartResource;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;

/** Finds the alias that a path names in the table {@link Alias} and gives the request to what answers it. */
public class OAuth2Resource {

    private final KeycloakSession session;
    private final Mount mount;

    OAuth2Resource(KeycloakSession session, Mount mount) {
        this.session = session;
        this.mount = mount;
    }

    /**
     * Answers a mount itself.
     *
     * @return the start page
     */
    @GET
    public Response start() {
        return ((StartResource) resource()).page();
    }

    /**
     * Answers an alias of one segment, or the first of two.
     *
     * @return the JAX-RS resource of the alias
     */
    @Path("{alias}")
    public Object alias() {
        return resource();
    }

    /**
     * Answers an alias below {@code .well-known/}.
     *
     * @return the JAX-RS resource of the alias
     */
    @Path(".well-known/{document}")
    public Object wellKnown() {
        return resource();
    }

    private Object resource() {
        Alias alias = Alias.find(mount.path())
                .filter(OAuth2ResourceProviderFactory::serves)
                .orElseThrow(() -> new NotFoundException("Unknown path below the OAuth2 endpoints"));
        requireMethod(alias);
        return alias.resource(new NativeEndpoints(session, mount));
    }

    /** RFC 9110 §15.5.6: a 405 names the methods that the resource takes. */
    private void requireMethod(Alias alias) {
        String method = session.getContext().getHttpRequest().getHttpMethod();
        if (!alias.methods().contains(method)) {
            // Keycloak's error handler writes the body and keeps headers that are already on the response.
            session.getContext().getHttpResponse().setHeader(HttpHeaders.ALLOW, String.join(", ", alias.methods()));
            throw new NotAllowedException(
                    Response.status(Response.Status.METHOD_NOT_ALLOWED).build());
        }
    }
}
