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
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.cors.Cors;

/** The resource server of the flows: a small API behind access tokens (RFC 6750, RFC 9449). */
public class ApiResource implements ProtectedApi {

    static final String READ = "api:read";
    static final String WRITE = "api:write";
    static final String VIDEO = "video:read";
    static final String MOBILE = "mobile:access";

    private final KeycloakSession session;

    /** @param session of the current request */
    ApiResource(KeycloakSession session) {
        this.session = session;
    }

    @Override
    @Path(ApiUrl.WELL_KNOWN)
    public Object metadata() {
        return new ResourceMetadataResource(session);
    }

    /**
     * Accepts any valid access token of the realm, whatever its audience and scope.
     *
     * @return 200 and what the token says
     */
    @GET
    @Path("test")
    @Produces(MediaType.APPLICATION_JSON)
    public Response test() {
        return answer(ProtectedResource.TEST, "The access token is valid; any audience will do here.", null);
    }

    /**
     * Needs {@code api:read}, and the API's audience.
     *
     * @return 200 and what the token says
     */
    @GET
    @Path("resource")
    @Produces(MediaType.APPLICATION_JSON)
    public Response read() {
        return answer(ProtectedResource.RESOURCE, "The resource may be read.", READ);
    }

    /**
     * Needs {@code api:write}, and the API's audience.
     *
     * @return 200 and what the token says
     */
    @POST
    @Path("resource")
    @Produces(MediaType.APPLICATION_JSON)
    public Response write() {
        return answer(ProtectedResource.RESOURCE, "The resource may be written.", WRITE);
    }

    /**
     * Needs {@code video:read}, and the API's audience.
     *
     * @return 200 and what the token says
     */
    @GET
    @Path("video")
    @Produces(MediaType.APPLICATION_JSON)
    public Response video() {
        return answer(ProtectedResource.VIDEO, "The video may be watched.", VIDEO);
    }

    /**
     * Needs {@code mobile:access}, and the API's audience.
     *
     * @return 200 and what the token says
     */
    @GET
    @Path("mobile")
    @Produces(MediaType.APPLICATION_JSON)
    public Response mobile() {
        return answer(ProtectedResource.MOBILE, "The mobile service may be used.", MOBILE);
    }

    /**
     * Answers a CORS preflight.
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

    private Response answer(ProtectedResource resource, String message, String requiredScope) {
        ProtectedRequest request = ProtectedRequest.authorize(session, resource, requiredScope);
        return request.cors()
                .add(Response.ok(TokenSummary.of(message, request.token()))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }
}
