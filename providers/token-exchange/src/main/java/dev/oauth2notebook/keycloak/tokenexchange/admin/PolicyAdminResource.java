package dev.oauth2notebook.keycloak.tokenexchange.admin;

import dev.oauth2notebook.keycloak.tokenexchange.map.MermaidGraph;
import dev.oauth2notebook.keycloak.tokenexchange.map.RealmPermitMap;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import org.keycloak.services.util.CacheControlUtil;

/**
 * The token-exchange policy of a realm in Keycloak's admin REST API. Administrators without the roles that a method
 * requires get 403.
 *
 * @see RealmPermitMap
 */
public final class PolicyAdminResource {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;

    PolicyAdminResource(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator permissions) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
    }

    /** Returns the permit map as JSON. Requires {@code view-realm} and {@code view-clients}. */
    @GET
    @Path("permits")
    @Produces(MediaType.APPLICATION_JSON)
    public Response permits() {
        requireViewPermits();
        return uncached(new RealmPermitMap(session, realm).read());
    }

    /** Returns the permit map as a Mermaid flowchart. Requires {@code view-realm} and {@code view-clients}. */
    @GET
    @Path("graph")
    @Produces(MediaType.TEXT_PLAIN + ";charset=utf-8")
    public Response graph() {
        requireViewPermits();
        return uncached(MermaidGraph.of(new RealmPermitMap(session, realm).read()));
    }

    private static Response uncached(Object entity) {
        return Response.ok(entity).cacheControl(CacheControlUtil.noCache()).build();
    }

    private void requireViewPermits() {
        permissions.realm().requireViewRealm();
        permissions.clients().requireView();
    }
}
