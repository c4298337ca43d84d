package dev.oauth2notebook.keycloak.aliases;

import dev.oauth2notebook.keycloak.common.EndpointPages.StartPage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Hands a request for an alias to what answers it: {@link AliasTargets}. */
public class OAuth2Resource {

    private final AliasTargets targets;
    private final Optional<Alias> alias;
    private final Optional<Object> target;

    /** Looks the alias up once for the whole request. */
    OAuth2Resource(AliasTargets targets, Mount mount) {
        this.targets = targets;
        this.alias = Alias.find(mount.path());
        this.target = alias.map(found -> found.resource(targets));
    }

    /**
     * Answers a mount itself.
     *
     * @return the start page
     */
    @GET
    public Response start() {
        return ((StartPage) resource()).page();
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
     * Refuses what the alias does not accept, before JAX-RS looks for a method; an unknown path is left to it.
     *
     * @throws AliasRefusal if the alias does not support the method, or a browser opens it without a token that it needs
     */
    void requireMethod() {
        if (target.isPresent()) {
            alias.flatMap(targets::refuse).ifPresent(refusal -> {
                throw refusal;
            });
        }
    }

    private Object resource() {
        return target.orElseThrow(() -> new NotFoundException("Unknown path below the OAuth2 endpoints"));
    }
}
