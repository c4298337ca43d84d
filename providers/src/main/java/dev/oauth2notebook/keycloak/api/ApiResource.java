package dev.oauth2notebook.keycloak.api;

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
public class ApiResource {

    private final KeycloakSession session;

    /** @param session of the current request */
    public ApiResource(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Answers any valid access token of the realm.
     *
     * @return 200 and what the token says
     */
    @GET
    @Path("test")
    @Produces(MediaType.APPLICATION_JSON)
    public Response test() {
        return answer("The access token is valid.", null);
    }

    /**
     * Needs {@code api:read}.
     *
     * @return 200 and what the token says
     */
    @GET
    @Path("resource")
    @Produces(MediaType.APPLICATION_JSON)
    public Response read() {
        return answer("The resource may be read.", "api:read");
    }

    /**
     * Needs {@code api:write}.
     *
     * @return 200 and what the token says
     */
    @POST
    @Path("resource")
    @Produces(MediaType.APPLICATION_JSON)
    public Response write() {
        return answer("The resource may be written.", "api:write");
    }

    /**
     * Needs {@code video:read}.
     *
     * @return 200 and what the token says
     */
    @GET
    @Path("video")
    @Produces(MediaType.APPLICATION_JSON)
    public Response video() {
        return answer("The video may be watched.", "video:read");
    }

    /**
     * Needs {@code mobile:access}.
     *
     * @return 200 and what the token says
     */
    @GET
    @Path("mobile")
    @Produces(MediaType.APPLICATION_JSON)
    public Response mobile() {
        return answer("The mobile service may be used.", "mobile:access");
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

    private Response answer(String message, String requiredScope) {
        ProtectedRequest request = ProtectedRequest.authorize(session, requiredScope);
        return request.cors()
                .add(Response.ok(TokenSummary.of(message, request.token()))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }
}
