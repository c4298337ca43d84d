package dev.oauth2notebook.keycloak.demoapi;

import org.keycloak.models.KeycloakContext;

/** The realm setting <em>Require SSL</em>, as Keycloak's own endpoints apply it. */
public final class HttpsRequirement {

    private HttpsRequirement() {}

    /**
     * Returns whether the realm requires HTTPS of the client, and the client came over plain HTTP.
     *
     * @param context of the current request, with its realm set
     */
    public static boolean isViolated(KeycloakContext context) {
        return !"https".equals(context.getUri().getBaseUri().getScheme())
                && context.getRealm().getSslRequired().isRequired(context.getConnection());
    }
}
