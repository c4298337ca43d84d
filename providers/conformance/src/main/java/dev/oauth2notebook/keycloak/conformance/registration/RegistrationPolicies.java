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

/** The policies of a realm for registrations, as {@link ClientRegistrationPolicyManager} finds them. */
public final class RegistrationPolicies {

    private RegistrationPolicies() {}

    /** Returns the policies that apply to whoever sent the request: with a token, or anonymously. */
    public static Stream<ComponentModel> of(KeycloakSession session, ClientRegistrationAuth caller) {
        RealmModel realm = session.getContext().getRealm();
        String type = ClientRegistrationPolicyManager.getComponentTypeKey(caller.resolveRegistrationAuth());
        return realm.getComponentsStream(realm.getId(), ClientRegistrationPolicy.class.getName())
                .filter(policy -> type.equals(policy.getSubType()));
    }

    /**
     * Refuses redirect URIs without a host, such as {@code com.example.app:/callback}, where hosts must be trusted ones:
     * Keycloak's policy fails on them.
     *
     * @throws ErrorResponseException with {@code invalid_redirect_uri}
     */
    public static void requireHosts(KeycloakSession session, ClientRegistrationAuth caller, List<String> redirectUris) {
        if (redirectUris != null
                && redirectUris.stream().anyMatch(RegistrationPolicies::hasNoHost)
                && of(session, caller).anyMatch(RegistrationPolicies::demandsTrustedHosts)) {
            throw new ErrorResponseException(
                    ErrorCodes.INVALID_REDIRECT_URI,
                    "A redirect URI has no host; it must have a trusted one",
                    Response.Status.BAD_REQUEST);
        }
    }

    private static boolean demandsTrustedHosts(ComponentModel policy) {
        return TrustedHostClientRegistrationPolicyFactory.PROVIDER_ID.equals(policy.getProviderId())
                && policy.get(TrustedHostClientRegistrationPolicyFactory.CLIENT_URIS_MUST_MATCH, true);
    }

    private static boolean hasNoHost(String uri) {
        try {
            return new URI(uri).getHost() == null;
        } catch (URISyntaxException e) {
            return false; // the policy refuses it
        }
    }
}
