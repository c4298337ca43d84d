package dev.oauth2notebook.keycloak.endpoint;

import dev.oauth2notebook.keycloak.page.StartResource;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
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
     * Answers an alias below {@code .well-known/}, or the first two segments of one.
     *
     * @return the JAX-RS resource of the alias
     */
    @Path(".well-known/{document}")
    public Object wellKnown() {
        return resource();
    }

    /**
     * Refuses what the alias does not take, before JAX-RS looks for a method; an unknown path is left to it.
     *
     * @throws RefusedVisit if the alias does not take the method, or a browser opens it without a token that it needs
     */
    void requireMethod() {
        served().flatMap(alias -> RefusedVisit.of(session, mount, alias)).ifPresent(refused -> {
            throw refused;
        });
    }

    private Object resource() {
        return served().orElseThrow(() -> new NotFoundException("Unknown path below the OAuth2 endpoints"))
                .resource(new NativeEndpoints(session, mount));
    }

    private Optional<Alias> served() {
        return Alias.find(mount.path()).filter(OAuth2ResourceProviderFactory::serves);
    }
}
