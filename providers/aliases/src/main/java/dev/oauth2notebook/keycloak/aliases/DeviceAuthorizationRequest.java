package dev.oauth2notebook.keycloak.aliases;

import dev.oauth2notebook.keycloak.common.ImpliedChallenge;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.models.KeycloakContext;

/**
 * Adds the code challenge that Keycloak would otherwise require to a device authorization request (RFC 8628 §3.1),
 * which needs no PKCE.
 *
 * @see ImpliedChallenge
 */
public final class DeviceAuthorizationRequest extends RequestWrapper {

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
    public static void install(KeycloakContext context) {
        context.setHttpRequest(new DeviceAuthorizationRequest(context));
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return ImpliedChallenge.addTo(super.getDecodedFormParameters(), context.getClient());
    }
}
