package dev.oauth2notebook.keycloak.demoapi;

import dev.oauth2notebook.keycloak.common.BasePath;
import dev.oauth2notebook.keycloak.common.ProtectedApi;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the metadata of the API available at the root of the host (RFC 9728 §3.1) by re-routing requests internally to
 * the realm resource. For the API below the aliases, the aliases do the same.
 *
 * @see ResourceMetadataResource
 */
@ApplicationScoped
class ResourceMetadataRoute {

    /** Immediately before the routes, after Keycloak's filter that rejects paths that are not normalised. */
    private static final int LAST = 1;

    private final String basePath = BasePath.read();

    private final Pattern path = Pattern.compile("/" + Pattern.quote(ProtectedApi.METADATA_PATH)
            + Pattern.quote(basePath) + "(realms/[^/]+/" + ProtectedApi.ID + ")((?:/[^/]+)?)");

    void register(@Observes Filters filters) {
        filters.register(this::handle, LAST);
    }

    private void handle(RoutingContext request) {
        Matcher metadata = path.matcher(request.request().path());
        if (metadata.matches()) {
            request.reroute(basePath + metadata.group(1) + "/" + ProtectedApi.METADATA_PATH + metadata.group(2));
        } else {
            request.next();
        }
    }
}
