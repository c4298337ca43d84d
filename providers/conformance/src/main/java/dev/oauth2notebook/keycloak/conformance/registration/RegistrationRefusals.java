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
 * Turns Keycloak's refusals into those of RFC 7591 §3.2.2 and RFC 6750 §3. Keycloak answers every refusal by a policy with
 * 403 {@code insufficient_scope}; the event says which policy refused, and why.
 */
public final class RegistrationRefusals {

    private static final Set<String> REGISTERED =
            Set.of(ErrorCodes.INVALID_CLIENT_METADATA, ErrorCodes.INVALID_REDIRECT_URI);

    private static final Set<String> POLICIES_ON_METADATA = Set.of(
            ClientScopesClientRegistrationPolicyFactory.PROVIDER_ID,
            ProtocolMappersClientRegistrationPolicyFactory.PROVIDER_ID);

    private final KeycloakSession session;
    private final ClientRegistrationProvider registration;
    private final Supplier<ClientRepresentation> client;
    private final boolean sentToken;

    /**
     * @param session of the current request
     * @param registration that was refused
     * @param client returns the client as it was to be registered or updated
     */
    public RegistrationRefusals(
            KeycloakSession session, ClientRegistrationProvider registration, Supplier<ClientRepresentation> client) {
        this.session = session;
        this.registration = registration;
        this.client = client;
        this.sentToken = RegistrationToken.isPresent(session);
    }

    /** Returns the answer for a refusal of Keycloak's. */
    public Response translate(ErrorResponseException refusal) {
        Response answer = refusal.getResponse();
        return answer.getStatus() == Response.Status.FORBIDDEN.getStatusCode()
                ? ofPolicy(refusal).orElseGet(() -> withChallenge(answer, refusal.getError()))
                : withChallenge(answer, refusal.getError());
    }

    /** Returns another answer than 403, if the metadata are at fault or no token was sent. */
    private Optional<Response> ofPolicy(ErrorResponseException refusal) {
        Map<String, String> details = Optional.ofNullable(
                        registration.getEvent().getEvent().getDetails())
                .orElse(Map.of());
        String clientPolicyError = details.getOrDefault(Details.CLIENT_POLICY_ERROR, "");
        if (REGISTERED.contains(clientPolicyError)) {
            return Optional.of(badRequest(clientPolicyError, details.get(Details.CLIENT_POLICY_ERROR_DETAIL)));
        }
        return RegistrationPolicies.of(session, registration.getAuth())
                .filter(policy -> policy.getName().equals(details.get(Details.CLIENT_REGISTRATION_POLICY)))
                .findFirst()
                .flatMap(policy -> ofPolicy(policy, refusal.getErrorDescription()));
    }

    @SuppressWarnings("deprecation") // as Keycloak gets these policies, which it cannot find by their ids
    private Optional<Response> ofPolicy(ComponentModel policy, String description) {
        if (POLICIES_ON_METADATA.contains(policy.getProviderId())) {
            return Optional.of(badRequest(ErrorCodes.INVALID_CLIENT_METADATA, description));
        }
        if (!TrustedHostClientRegistrationPolicyFactory.PROVIDER_ID.equals(policy.getProviderId())) {
            return Optional.empty();
        }
        ClientRegistrationPolicy hosts = session.getProvider(ClientRegistrationPolicy.class, policy);
        if (refuses(() -> hosts.beforeDelete(registration, null))) { // looks at the caller's host alone
            return sentToken ? Optional.empty() : Optional.of(tokenMissing(description));
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

    /** RFC 6750 §3: with the error only if the request brought a token. */
    private Response withChallenge(Response answer, String error) {
        if (answer.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode()
                || answer.getStatus() == Response.Status.FORBIDDEN.getStatusCode()) {
            String challenge = TokenUtil.TOKEN_TYPE_BEARER + " realm="
                    + QuotedString.of(session.getContext().getRealm().getName());
            answer.getHeaders()
                    .putSingle(
                            HttpHeaders.WWW_AUTHENTICATE,
                            error == null || !sentToken ? challenge : challenge + ", error=" + QuotedString.of(error));
        }
        return answer;
    }
}
