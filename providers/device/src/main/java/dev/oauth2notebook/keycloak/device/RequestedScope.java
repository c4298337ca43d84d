package dev.oauth2notebook.keycloak.device;

import jakarta.ws.rs.core.Response;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.services.ErrorResponseException;

/**
 * Validates the scope of a device authorization request. Keycloak itself silently drops scopes that the client does not
 * have.
 *
 * @see UserCodes#generate()
 */
final class RequestedScope {

    private static final String REFUSAL = "A requested scope does not exist, or the client does not have it";

    private RequestedScope() {}

    /**
     * Rejects a scope that the client does not have (RFC 8628 §3.2, RFC 6749 §5.2). An empty scope counts as absent.
     *
     * @param session session of a device authorization request whose client has been authenticated
     * @throws ErrorResponseException with {@code invalid_scope}
     */
    static void check(KeycloakSession session) {
        KeycloakContext context = session.getContext();
        String scope = context.getHttpRequest().getDecodedFormParameters().getFirst(OAuth2Constants.SCOPE);
        if (scope == null || scope.isBlank() || TokenManager.isValidScope(session, scope, context.getClient())) {
            return;
        }
        new EventBuilder(context.getRealm(), session, context.getConnection())
                .event(EventType.OAUTH2_DEVICE_AUTH)
                .client(context.getClient())
                .detail(Details.REASON, REFUSAL)
                .error(Errors.INVALID_REQUEST);
        throw new ErrorResponseException(OAuthErrorException.INVALID_SCOPE, REFUSAL, Response.Status.BAD_REQUEST);
    }
}
