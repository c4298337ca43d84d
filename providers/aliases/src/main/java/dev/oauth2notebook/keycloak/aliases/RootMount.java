package dev.oauth2notebook.keycloak.aliases;

import dev.oauth2notebook.keycloak.common.BasePath;
import dev.oauth2notebook.keycloak.common.EndpointOptions;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Mounts the aliases of one realm at the server root. Requests whose path is an alias are re-routed internally to the
 * realm resource, as are requests for the metadata of a protected resource of any realm. All other requests are left to
 * Keycloak. {@link Mount} stores the path that the client called, and {@link OriginalRequest} later restores it.
 *
 * @see OAuth2ResourceProvider
 * @see OriginalRequest
 */
@ApplicationScoped
class RootMount {

    /** Immediately before the routes, after Keycloak's filter that rejects paths that are not normalised. */
    private static final int LAST = 1;

    private final String basePath = BasePath.read();

    private final EndpointOptions options = EndpointOptions.read();

    void register(@Observes Filters filters) {
        filters.register(this::handle, LAST);
    }

    private void handle(RoutingContext request) {
        String path = request.request().path();
        Optional<ResourceMetadataPath.Target> metadata = ResourceMetadataPath.find(path, basePath);
        if (metadata.isPresent() && metadata.get().realmPath() != null) {
            Mount.enter(
                    request,
                    basePath + metadata.get().realmPath() + metadata.get().alias());
        } else if (metadata.isPresent()) {
            handleAtRoot(request, metadata.get().alias());
        } else if (path.startsWith(basePath)) {
            handleAtRoot(request, path.substring(basePath.length()));
        } else {
            request.next();
        }
    }

    private void handleAtRoot(RoutingContext request, String alias) {
        if (options.hasRootRealm() && Alias.find(alias).filter(this::isMounted).isPresent()) {
            Mount.enterRoot(request, basePath + RealmPath.of(options.rootRealm()) + alias);
        } else {
            request.next();
        }
    }

    /** Without a start page, Keycloak serves {@code /}. */
    private boolean isMounted(Alias alias) {
        return alias != Alias.START || options.hasPages(options.rootRealm());
    }
}
