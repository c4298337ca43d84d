package dev.oauth2notebook.keycloak.demoapi;

import dev.oauth2notebook.keycloak.common.ProtectedApi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.cors.Cors;
import org.keycloak.urls.UrlType;

/**
 * The resource server for the flows: a small API that requires access tokens (RFC 6750, RFC 9449).
 *
 * @see ProtectedRequest
 */
public class ApiResource implements ProtectedApi {

    static final String READ = "api:read";
    static final String WRITE = "api:write";
    static final String VIDEO = "video:read";
    static final String MOBILE = "mobile:access";

    private final KeycloakSession session;

    /** @param session session of the current request, with its realm set */
    ApiResource(KeycloakSession session) {
        this.session = session;
    }

    @Override
    @Path(ProtectedApi.METADATA_PATH)
    public Object metadata() {
        return new ResourceMetadataResource(session);
    }

    @Override
    public Optional<String> audienceOf(String resource) {
        KeycloakContext context = session.getContext();
        return ApiUrl.isResource(
                        resource,
                        context.getUri(UrlType.BACKEND).getBaseUri().toString(),
                        context.getRealm().getName())
                ? Optional.of(ApiAudience.of(context.getRealm()))
                : Optional.empty();
    }

    /**
     * Accepts any valid access token of the realm, whatever its audience and scope.
     *
     * @return 200 with a summary of the token
     */
    @GET
    @Path("test")
    @Produces(MediaType.APPLICATION_JSON)
    public Response test() {
        return respond(ProtectedResource.TEST, "The access token is valid. This resource accepts any audience.", null);
    }

    /**
     * Requires the scope {@code api:read} and the API's audience.
     *
     * @return 200 with a summary of the token
     */
    @GET
    @Path("resource")
    @Produces(MediaType.APPLICATION_JSON)
    public Response read() {
        return respond(ProtectedResource.RESOURCE, "The access token permits reading the resource.", READ);
    }

    /**
     * Requires the scope {@code api:write} and the API's audience.
     *
     * @return 200 with a summary of the token
     */
    @POST
    @Path("resource")
    @Produces(MediaType.APPLICATION_JSON)
    public Response write() {
        return respond(ProtectedResource.RESOURCE, "The access token permits writing the resource.", WRITE);
    }

    /**
     * Requires the scope {@code video:read} and the API's audience.
     *
     * @return 200 with a summary of the token
     */
    @GET
    @Path("video")
    @Produces(MediaType.APPLICATION_JSON)
    public Response video() {
        return respond(ProtectedResource.VIDEO, "The access token permits watching the video.", VIDEO);
    }

    /**
     * Requires the scope {@code mobile:access} and the API's audience.
     *
     * @return 200 with a summary of the token
     */
    @GET
    @Path("mobile")
    @Produces(MediaType.APPLICATION_JSON)
    public Response mobile() {
        return respond(ProtectedResource.MOBILE, "The access token permits using the mobile service.", MOBILE);
    }

    /**
     * Answers a CORS preflight request.
     *
     * @return 200 with the CORS headers
     */
    @OPTIONS
    @Path("{name}")
    public Response preflight() {
        return Cors.builder()
                .auth()
                .preflight()
                .allowedMethods("GET", "POST", "OPTIONS")
                .add(Response.ok());
    }

    private Response respond(ProtectedResource resource, String message, String requiredScope) {
        ProtectedRequest request = ProtectedRequest.authorize(session, resource, requiredScope);
        return request.cors()
                .add(Response.ok(TokenSummary.of(message, request.token()))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }
}
