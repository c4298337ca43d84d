package dev.oauth2notebook.keycloak.aliases;

import dev.oauth2notebook.keycloak.common.ImpliedChallenge;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.models.KeycloakContext;

/**
 * A device authorization request (RFC 8628 §3.1) with an added code challenge if the client is configured to use PKCE.
 * The flow does not need PKCE, but Keycloak would reject the request without a challenge.
 *
 * @see ImpliedChallenge
 * @see AliasTargets
 */
final class DeviceAuthorizationRequest extends RequestWrapper {

    private final KeycloakContext context;

    private DeviceAuthorizationRequest(KeycloakContext context) {
        super(context.getHttpRequest());
        this.context = context;
    }

    /**
     * Wraps the current request.
     *
     * @param context context of the current request
     */
    static void install(KeycloakContext context) {
        context.setHttpRequest(new DeviceAuthorizationRequest(context));
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return ImpliedChallenge.addTo(super.getDecodedFormParameters(), context.getClient());
    }
}
