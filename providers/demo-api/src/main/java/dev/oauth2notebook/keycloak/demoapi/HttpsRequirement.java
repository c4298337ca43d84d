package dev.oauth2notebook.keycloak.demoapi;

import org.keycloak.models.KeycloakContext;

/**
 * The realm setting <em>Require SSL</em>, applied in the same way as by Keycloak's own endpoints.
 *
 * @see ProtectedRequest
 */
final class HttpsRequirement {

    private HttpsRequirement() {}

    /**
     * Returns whether the realm requires HTTPS for the client's address, but the request uses plain HTTP.
     *
     * @param context context of the current request, with its realm set
     */
    static boolean isViolated(KeycloakContext context) {
        return !"https".equals(context.getUri().getBaseUri().getScheme())
                && context.getRealm().getSslRequired().isRequired(context.getConnection());
    }
}
