package dev.oauth2notebook.keycloak.aliases;

import dev.oauth2notebook.keycloak.common.EndpointPages.StartPage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The JAX-RS resource below which all aliases are; delegates to the targets in {@link AliasTargets}. */
public class OAuth2Resource {

    private final AliasTargets targets;
    private final Optional<Alias> alias;

    /** Looks up the alias once for the whole request. */
    OAuth2Resource(AliasTargets targets, Mount mount) {
        this.targets = targets;
        this.alias = Alias.find(mount.path()).filter(targets::has);
    }

    /**
     * Handles the root path of a mount.
     *
     * @return the start page
     */
    @GET
    public Response start() {
        return ((StartPage) resource()).page();
    }

    /**
     * Handles an alias with one path segment, or the first segment of an alias with two.
     *
     * @return the JAX-RS resource of the alias
     */
    @Path("{alias}")
    public Object alias() {
        return resource();
    }

    /**
     * Handles an alias below {@code .well-known/}, or the first two segments of such an alias.
     *
     * @return the JAX-RS resource of the alias
     */
    @Path(".well-known/{document}")
    public Object wellKnown() {
        return resource();
    }

    /**
     * Rejects a request that the alias does not accept, before JAX-RS selects a resource method. Does nothing for an
     * unknown path, for which JAX-RS returns 404.
     *
     * @throws AliasRefusal if the alias does not support the method, or a browser opens an alias that needs a token
     */
    void requireMethod() {
        alias.flatMap(targets::refuse).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private Object resource() {
        return alias.orElseThrow(() -> new NotFoundException("Unknown path below the OAuth2 endpoints"))
                .resource(targets);
    }
}
