package dev.oauth2notebook.keycloak.tokenexchange.resources;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ResourceIndicator;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.AuthorizationRequestContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * Turns on {@code resource} (RFC 8707) for the clients that a client policy selects. An authorization request for an
 * unknown resource is refused before the user signs in.
 *
 * @see ResourceRestriction
 */
public final class ResourceExecutor
        implements ClientPolicyExecutorProvider<ClientPolicyExecutorConfigurationRepresentation> {

    /** The events at which it does anything. */
    public static final Set<ClientPolicyEvent> EVENTS = Set.of(
            ClientPolicyEvent.AUTHORIZATION_REQUEST,
            ClientPolicyEvent.TOKEN_REQUEST,
            ClientPolicyEvent.TOKEN_REFRESH,
            ClientPolicyEvent.SERVICE_ACCOUNT_TOKEN_REQUEST,
            ClientPolicyEvent.DEVICE_TOKEN_REQUEST,
            ClientPolicyEvent.BACKCHANNEL_TOKEN_REQUEST,
            ClientPolicyEvent.RESOURCE_OWNER_PASSWORD_CREDENTIALS_REQUEST);

    private final KeycloakSession session;

    ResourceExecutor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getProviderId() {
        return ResourceExecutorFactory.ID;
    }

    @Override
    public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
        if (context.getEvent() == ClientPolicyEvent.AUTHORIZATION_REQUEST) {
            authorize((AuthorizationRequestContext) context);
        } else if (EVENTS.contains(context.getEvent())) {
            requireWellFormed();
            ResourceRestriction.turnOn(session);
        }
    }

    /** Looks at the request as sent: Keycloak drops parameters that are too long, and the token would have all audiences. */
    private void requireWellFormed() throws ClientPolicyException {
        MultivaluedMap<String, String> form =
                session.getContext().getHttpRequest().getDecodedFormParameters();
        List<String> resources = form.getOrDefault(OAuth2Constants.RESOURCE, List.of());
        if (!resources.stream().allMatch(ResourceIndicator::isValid)) {
            throw new ClientPolicyException(OAuthErrorException.INVALID_TARGET, ResourceIndicator.MALFORMED);
        }
    }

    private void authorize(AuthorizationRequestContext request) throws ClientPolicyException {
        ResourceRestriction.turnOn(request.getAuthenticationSession());
        String resource = request.getAuthorizationEndpointRequest().getResource();
        if (resource == null) {
            return;
        }
        if (!new ResourceClients(session).mayExist(resource)) {
            throw new ClientPolicyException(OAuthErrorException.INVALID_TARGET, ResourceRestriction.UNKNOWN);
        }
        if (request.getParsedResponseType().isImplicitOrHybridFlow()) {
            throw new ClientPolicyException(
                    OAuthErrorException.INVALID_TARGET, "resource requires the response_type code");
        }
    }
}
