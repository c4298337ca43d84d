package dev.oauth2notebook.keycloak.demoapi;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.Urls;
import org.keycloak.services.cors.Cors;
import org.keycloak.services.util.CacheControlUtil;
import org.keycloak.urls.UrlType;

/**
 * Serves the metadata documents of the API and its resources (RFC 9728 §3).
 *
 * @see ApiResource
 */
public class ResourceMetadataResource {

    /** The aliases have an additional path segment {@code api}. */
    private static final String RESOURCE = "{api:(api/)?}{name:[^/]+}";

    private final KeycloakSession session;

    /** @param session session of the current request, with its realm set */
    ResourceMetadataResource(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Returns the metadata of the API as a whole.
     *
     * @return 200 with the metadata
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response all() {
        return respond(ProtectedResource.allScopes());
    }

    /**
     * Returns the metadata of one resource.
     *
     * @param name last segment of the resource's path
     * @return 200 with the metadata
     * @throws NotFoundException if there is no such resource
     */
    @GET
    @Path(RESOURCE)
    @Produces(MediaType.APPLICATION_JSON)
    public Response one(@PathParam("name") String name) {
        ProtectedResource resource =
                ProtectedResource.find(name).orElseThrow(() -> new NotFoundException("Unknown protected resource"));
        return respond(resource.scopes());
    }

    /**
     * Answers a CORS preflight request.
     *
     * @return 200 with the CORS headers
     */
    @OPTIONS
    public Response preflight() {
        return Cors.builder().allowedMethods("GET").preflight().auth().add(Response.ok());
    }

    /**
     * Answers a CORS preflight request for the metadata of one resource.
     *
     * @return 200 with the CORS headers
     */
    @OPTIONS
    @Path(RESOURCE)
    public Response preflightOne() {
        return preflight();
    }

    private Response respond(List<String> scopes) {
        String issuer = Urls.realmIssuer(
                session.getContext().getUri(UrlType.FRONTEND).getBaseUri(),
                session.getContext().getRealm().getName());
        ResourceMetadata metadata = new ResourceMetadata(
                ApiUrl.resource(session.getContext()),
                List.of(issuer),
                scopes,
                List.of("header"),
                TokenBinding.algorithms(session));
        return Cors.builder()
                .allowAllOrigins()
                .auth()
                .add(Response.ok(metadata).cacheControl(CacheControlUtil.noCache()));
    }
}
