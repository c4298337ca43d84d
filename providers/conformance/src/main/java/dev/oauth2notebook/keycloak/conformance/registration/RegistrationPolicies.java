package dev.oauth2notebook.keycloak.conformance.registration;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.clientregistration.ClientRegistrationAuth;
import org.keycloak.services.clientregistration.ErrorCodes;
import org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy;
import org.keycloak.services.clientregistration.policy.ClientRegistrationPolicyManager;
import org.keycloak.services.clientregistration.policy.impl.TrustedHostClientRegistrationPolicyFactory;

/**
 * The client registration policies of a realm.
 *
 * <p>Repeats the selection in {@link ClientRegistrationPolicyManager}, which is private there. Read in Keycloak 26.7.4;
 * {@code RegistrationPolicyIT} fails if that changes.
 *
 * @see RegistrationRefusals
 */
public final class RegistrationPolicies {

    private RegistrationPolicies() {}

    /**
     * Returns the policies that apply to the caller, which depend on whether the request is authenticated or anonymous.
     *
     * @param session session of the current request, with its realm set
     * @param caller the authenticated or anonymous caller
     * @return configurations of the policies
     */
    public static Stream<ComponentModel> of(KeycloakSession session, ClientRegistrationAuth caller) {
        RealmModel realm = session.getContext().getRealm();
        String type = ClientRegistrationPolicyManager.getComponentTypeKey(caller.resolveRegistrationAuth());
        return realm.getComponentsStream(realm.getId(), ClientRegistrationPolicy.class.getName())
                .filter(policy -> type.equals(policy.getSubType()));
    }

    /**
     * Rejects redirect URIs without a host, such as {@code com.example.app:/callback}, if a policy allows only trusted
     * hosts. Keycloak's policy fails with an internal error for these URIs.
     *
     * @param session session of the current request, with its realm set
     * @param caller the authenticated or anonymous caller
     * @param redirectUris redirect URIs of the client, may be {@code null}
     * @throws ErrorResponseException with {@code invalid_redirect_uri}
     */
    public static void requireHosts(KeycloakSession session, ClientRegistrationAuth caller, List<String> redirectUris) {
        if (redirectUris != null
                && redirectUris.stream().anyMatch(RegistrationPolicies::hasNoHost)
                && of(session, caller).anyMatch(RegistrationPolicies::requiresTrustedHosts)) {
            throw new ErrorResponseException(
                    ErrorCodes.INVALID_REDIRECT_URI,
                    "A redirect URI has no host, but a trusted host is required",
                    Response.Status.BAD_REQUEST);
        }
    }

    private static boolean requiresTrustedHosts(ComponentModel policy) {
        return TrustedHostClientRegistrationPolicyFactory.PROVIDER_ID.equals(policy.getProviderId())
                && policy.get(TrustedHostClientRegistrationPolicyFactory.CLIENT_URIS_MUST_MATCH, true);
    }

    private static boolean hasNoHost(String uri) {
        try {
            return new URI(uri).getHost() == null;
        } catch (URISyntaxException e) {
            return false; // the policy rejects it
        }
    }
}
