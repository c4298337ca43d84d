package dev.oauth2notebook.keycloak.endpoint;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Mounts the aliases of one realm at the server root: a request whose path is an alias goes on, within the server, to
 * the realm resource. All other paths are left to Keycloak.
 */
@ApplicationScoped
class RootMount {

    /** Just before the routes, after Keycloak has refused paths that are not normalised. */
    private static final int LAST = 1;

    private final String basePath = basePath();

    void register(@Observes Filters filters) {
        String realm = OAuth2ResourceProviderFactory.rootRealm();
        if (!realm.isEmpty()) {
            String realmResource = basePath + RealmPath.of(realm);
            filters.register(request -> handle(request, realmResource), LAST);
        }
    }

    private void handle(RoutingContext request, String realmResource) {
        String path = request.request().path();
        if (path.startsWith(basePath)) {
            String alias = path.substring(basePath.length());
            if (Alias.find(alias).filter(OAuth2ResourceProviderFactory::serves).isPresent()) {
                Mount.enterRoot(request, realmResource, alias);
                return;
            }
        }
        request.next();
    }

    /** Keycloak's {@code http-relative-path}, with a trailing slash. */
    private static String basePath() {
        String path = ConfigProvider.getConfig()
                .getOptionalValue("quarkus.http.root-path", String.class)
                .orElse("/");
        return path.endsWith("/") ? path : path + "/";
    }
}
