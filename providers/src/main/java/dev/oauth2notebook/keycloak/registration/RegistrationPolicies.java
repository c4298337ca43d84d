package dev.oauth2notebook.keycloak.registration;

import java.util.stream.Stream;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.clientregistration.ClientRegistrationAuth;
import org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy;
import org.keycloak.services.clientregistration.policy.ClientRegistrationPolicyManager;

/** The policies of a realm for registrations, as {@link ClientRegistrationPolicyManager} finds them. */
final class RegistrationPolicies {

    private RegistrationPolicies() {}

    /** Returns the policies that apply to whoever sent the request: with a token, or anonymously. */
    static Stream<ComponentModel> of(KeycloakSession session, ClientRegistrationAuth caller) {
        RealmModel realm = session.getContext().getRealm();
        String type = ClientRegistrationPolicyManager.getComponentTypeKey(caller.resolveRegistrationAuth());
        return realm.getComponentsStream(realm.getId(), ClientRegistrationPolicy.class.getName())
                .filter(policy -> type.equals(policy.getSubType()));
    }
}
