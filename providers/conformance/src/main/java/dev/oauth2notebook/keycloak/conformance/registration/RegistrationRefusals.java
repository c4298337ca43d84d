package dev.oauth2notebook.keycloak.conformance.registration;

import dev.oauth2notebook.keycloak.common.QuotedString;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.keycloak.OAuthErrorException;
import org.keycloak.component.ComponentModel;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.clientregistration.ClientRegistrationProvider;
import org.keycloak.services.clientregistration.ErrorCodes;
import org.keycloak.services.clientregistration.oidc.OIDCClientRegistrationContext;
import org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy;
import org.keycloak.services.clientregistration.policy.ClientRegistrationPolicyException;
import org.keycloak.services.clientregistration.policy.impl.ClientScopesClientRegistrationPolicyFactory;
import org.keycloak.services.clientregistration.policy.impl.ProtocolMappersClientRegistrationPolicyFactory;
import org.keycloak.services.clientregistration.policy.impl.TrustedHostClientRegistrationPolicyFactory;
import org.keycloak.util.TokenUtil;

/**
 * Translates Keycloak's error responses into those of RFC 7591 §3.2.2 and RFC 6750 §3. If a policy rejects a request,
 * Keycloak always returns 403 {@code insufficient_scope}; the event contains the policy and the reason.
 *
 * @see dev.oauth2notebook.keycloak.conformance.overrides.ClientRegistrationEndpoint
 */
public final class RegistrationRefusals {

    private static final Set<String> REGISTRATION_ERRORS =
            Set.of(ErrorCodes.INVALID_CLIENT_METADATA, ErrorCodes.INVALID_REDIRECT_URI);

    private static final Set<String> POLICIES_ON_METADATA = Set.of(
            ClientScopesClientRegistrationPolicyFactory.PROVIDER_ID,
            ProtocolMappersClientRegistrationPolicyFactory.PROVIDER_ID);

    private final KeycloakSession session;
    private final ClientRegistrationProvider registration;
    private final Supplier<ClientRepresentation> client;
    private final boolean hasToken;

    /**
     * @param session session of the current request
     * @param registration the registration that was rejected
     * @param client returns the representation of the client that was to be registered or updated
     */
    public RegistrationRefusals(
            KeycloakSession session, ClientRegistrationProvider registration, Supplier<ClientRepresentation> client) {
        this.session = session;
        this.registration = registration;
        this.client = client;
        this.hasToken = RegistrationToken.isPresent(session);
    }

    /**
     * Translates an error response.
     *
     * @param refusal Keycloak's error
     * @return the response to send
     */
    public Response translate(ErrorResponseException refusal) {
        Response response = refusal.getResponse();
        return response.getStatus() == Response.Status.FORBIDDEN.getStatusCode()
                ? ofPolicy(refusal).orElseGet(() -> withChallenge(response, refusal.getError()))
                : withChallenge(response, refusal.getError());
    }

    /** Returns the response that replaces a 403; empty if the metadata is valid and a token was sent. */
    private Optional<Response> ofPolicy(ErrorResponseException refusal) {
        Map<String, String> details = Optional.ofNullable(
                        registration.getEvent().getEvent().getDetails())
                .orElse(Map.of());
        String clientPolicyError = details.getOrDefault(Details.CLIENT_POLICY_ERROR, "");
        if (REGISTRATION_ERRORS.contains(clientPolicyError)) {
            return Optional.of(badRequest(clientPolicyError, details.get(Details.CLIENT_POLICY_ERROR_DETAIL)));
        }
        return RegistrationPolicies.of(session, registration.getAuth())
                .filter(policy -> policy.getName().equals(details.get(Details.CLIENT_REGISTRATION_POLICY)))
                .findFirst()
                .flatMap(policy -> ofPolicy(policy, refusal.getErrorDescription()));
    }

    @SuppressWarnings("deprecation") // like Keycloak, which cannot find these policies by id
    private Optional<Response> ofPolicy(ComponentModel policy, String description) {
        if (POLICIES_ON_METADATA.contains(policy.getProviderId())) {
            return Optional.of(badRequest(ErrorCodes.INVALID_CLIENT_METADATA, description));
        }
        if (!TrustedHostClientRegistrationPolicyFactory.PROVIDER_ID.equals(policy.getProviderId())) {
            return Optional.empty();
        }
        ClientRegistrationPolicy hosts = session.getProvider(ClientRegistrationPolicy.class, policy);
        if (refuses(() -> hosts.beforeDelete(registration, null))) { // checks only the caller's host
            return hasToken ? Optional.empty() : Optional.of(tokenMissing(description));
        }
        ClientRepresentation redirects = new ClientRepresentation();
        redirects.setRedirectUris(client.get().getRedirectUris());
        return Optional.of(badRequest(
                refuses(() -> hosts.beforeRegister(
                                new OIDCClientRegistrationContext(session, redirects, registration, null)))
                        ? ErrorCodes.INVALID_REDIRECT_URI
                        : ErrorCodes.INVALID_CLIENT_METADATA,
                description));
    }

    private static boolean refuses(Runnable policy) {
        try {
            policy.run();
            return false;
        } catch (ClientRegistrationPolicyException e) {
            return true;
        }
    }

    private Response tokenMissing(String description) {
        return withChallenge(json(Response.Status.UNAUTHORIZED, OAuthErrorException.INVALID_TOKEN, description), null);
    }

    private static Response badRequest(String error, String description) {
        return json(Response.Status.BAD_REQUEST, error, description);
    }

    private static Response json(Response.Status status, String error, String description) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(error, description))
                .build();
    }

    /** RFC 6750 §3: the challenge contains the error only if the request has a token. */
    private Response withChallenge(Response response, String error) {
        if (response.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode()
                || response.getStatus() == Response.Status.FORBIDDEN.getStatusCode()) {
            String challenge = TokenUtil.TOKEN_TYPE_BEARER + " realm="
                    + QuotedString.of(session.getContext().getRealm().getName());
            response.getHeaders()
                    .putSingle(
                            HttpHeaders.WWW_AUTHENTICATE,
                            error == null || !hasToken ? challenge : challenge + ", error=" + QuotedString.of(error));
        }
        return response;
    }
}
