package dev.oauth2notebook.keycloak.endpoint;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Mounts the aliases of one realm at the server root: a request whose path is an alias goes on, within the server, to
 * the realm resource. So does a request for the metadata of a protected resource of any realm. All other paths are left
 * to Keycloak.
 */
@ApplicationScoped
class RootMount {

    /** Just before the routes, after Keycloak has refused paths that are not normalised. */
    private static final int LAST = 1;

    private final String basePath = basePath();

    private final String rootRealm = OAuth2ResourceProviderFactory.rootRealm();

    void register(@Observes Filters filters) {
        filters.register(this::handle, LAST);
    }

    private void handle(RoutingContext request) {
        String path = request.request().path();
        Optional<ResourceMetadataPath.Place> metadata = ResourceMetadataPath.find(path, basePath);
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
        if (!rootRealm.isEmpty()
                && Alias.find(alias)
                        .filter(OAuth2ResourceProviderFactory::serves)
                        .isPresent()) {
            Mount.enterRoot(request, basePath + RealmPath.of(rootRealm) + alias);
        } else {
            request.next();
        }
    }

    /** Keycloak's {@code http-relative-path}, with a trailing slash. */
    static String basePath() {
        String path = ConfigProvider.getConfig()
                .getOptionalValue("quarkus.http.root-path", String.class)
                .orElse("/");
        return path.endsWith("/") ? path : path + "/";
    }
}
