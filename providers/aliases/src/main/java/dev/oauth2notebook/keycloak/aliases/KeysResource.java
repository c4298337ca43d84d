package dev.oauth2notebook.keycloak.aliases;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;

/**
 * Serves the realm's public keys (RFC 7517), as published by Keycloak.
 *
 * @see AliasTargets
 */
public class KeysResource {

    private final OIDCLoginProtocolService openidConnect;

    KeysResource(OIDCLoginProtocolService openidConnect) {
        this.openidConnect = openidConnect;
    }

    /**
     * Returns the key set. Keycloak disables caching by an annotation on its own resource method, which has no effect
     * here.
     *
     * @return 200 with the JWK set
     */
    @GET
    @Produces({MediaType.APPLICATION_JSON, org.keycloak.utils.MediaType.APPLICATION_JWKS})
    public Response keys() {
        return Response.fromResponse(openidConnect.certs())
                .header(HttpHeaders.CACHE_CONTROL, null)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    /**
     * Answers a CORS preflight.
     *
     * @return 200 with the CORS headers
     */
    @OPTIONS
    public Response preflight() {
        return openidConnect.getVersionPreflight();
    }
}
