package dev.oauth2notebook.keycloak.conformance.overrides;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.SessionExpiration;
import org.keycloak.protocol.oidc.par.ParResponse;
import org.keycloak.protocol.oidc.par.endpoints.ParEndpoint;
import org.keycloak.representations.dpop.DPoP;
import org.keycloak.services.cors.Cors;
import org.keycloak.services.util.DPoPUtil;

/**
 * Takes a pushed request. Keycloak stores it for the lifetime of its reference and looks for it once more when the login
 * is complete, to use it up there: who took longer to sign in was refused. Here it is stored for as long as a login may
 * take besides. The reference itself lives no longer than before: Keycloak compares its age when the browser brings it.
 *
 * <p>Overrides request: a stored object's lifetime cannot be changed from outside. Read in Keycloak 26.7.4; {@code PushedRequestIT} fails if that changes.
 */
public class PushedRequestEndpoint extends ParEndpoint {

    /**
     * @param session of the current request
     * @param event to be completed with what happens
     */
    PushedRequestEndpoint(KeycloakSession session, EventBuilder event) {
        super(session, event);
    }

    @Override
    @Path("/")
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Response request() {
        Response response = super.request();
        if (response.getEntity() instanceof ParResponse issued) {
            issued.setRequestUri(storeForTheLogin(issued.getExpiresIn()));
        }
        return response;
    }

    /**
     * Answers a CORS preflight, which Keycloak leaves out: a DPoP proof makes a browser ask.
     *
     * @return 200 with the CORS headers
     */
    @OPTIONS
    @Path("/")
    public Response preflight() {
        return Cors.builder()
                .auth()
                .preflight()
                .allowedMethods("POST", "OPTIONS")
                .add(Response.ok());
    }

    /** A stored object's lifetime cannot be changed, so the request gets another reference, and Keycloak's expires. */
    private String storeForTheLogin(int lifetime) {
        Map<String, String> request = new HashMap<>();
        flattenDecodedFormParametersToParamsMap(
                session.getContext().getHttpRequest().getDecodedFormParameters(), request);
        request.put(PAR_CREATED_TIME, String.valueOf(System.currentTimeMillis()));
        DPoP proof = session.getAttribute(DPoPUtil.DPOP_SESSION_ATTRIBUTE, DPoP.class);
        if (proof != null) {
            request.put(PAR_DPOP_PROOF_JKT, proof.getThumbprint());
        }
        String reference = SecretGenerator.getInstance().generateSecureID();
        session.singleUseObjects()
                .put(CACHE_KEY_PREFIX + reference, lifetime + SessionExpiration.getAuthSessionLifespan(realm), request);
        return REQUEST_URI_PREFIX + reference;
    }
}
