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
 * Accepts pushed authorization requests. Keycloak stores a request only for the lifetime of its reference, but needs it
 * again when the login is complete, so that a login that takes longer fails. This endpoint extends the lifetime of the
 * stored request by the maximum duration of a login. The reference itself does not become valid for longer, because
 * Keycloak checks its age when the browser presents it.
 *
 * <p>Overrides {@code request}: the lifetime of a stored object cannot be changed afterwards.
 * Read in Keycloak 26.7.4; {@code PushedRequestIT} fails if that changes.
 *
 * @see PushedRequestsFactory
 */
public class PushedRequestEndpoint extends ParEndpoint {

    /**
     * @param session session of the current request
     * @param event event to which the result is added
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
            issued.setRequestUri(storeForLogin(issued.getExpiresIn()));
        }
        return response;
    }

    /**
     * Answers a CORS preflight request, which Keycloak does not. Browsers send one if the request has a DPoP proof.
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

    /** Stores the request under a new reference, because the lifetime of Keycloak's entry cannot be changed. */
    private String storeForLogin(int lifetime) {
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
