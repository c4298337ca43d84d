package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.permits.ClientPolicies;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.services.clientpolicy.condition.ClientPolicyConditionProvider;

/**
 * Finds the conditions of client policies that may evaluate more than a simulation has. Those of Keycloak evaluate only
 * the client and its scopes at token exchange; others may evaluate the request itself.
 */
final class UnevaluatedConditions {

    private UnevaluatedConditions() {}

    /** Returns a note for each such condition of an enabled policy. */
    static List<String> of(KeycloakSession session, RealmModel realm) {
        List<String> notes = new ArrayList<>();
        for (ClientPolicyRepresentation policy : ClientPolicies.of(session, realm)) {
            if (Boolean.TRUE.equals(policy.isEnabled()) && policy.getConditions() != null) {
                policy.getConditions().stream()
                        .map(ClientPolicyConditionRepresentation::getConditionProviderId)
                        .filter(id -> !isKeycloaks(session, id))
                        .forEach(id -> notes.add("the condition '" + id + "' of the client policy '" + policy.getName()
                                + "' is not one of Keycloak's; it may decide differently on a real request"));
            }
        }
        return notes;
    }

    private static boolean isKeycloaks(KeycloakSession session, String id) {
        ProviderFactory<?> factory =
                session.getKeycloakSessionFactory().getProviderFactory(ClientPolicyConditionProvider.class, id);
        return factory != null && factory.getClass().getName().startsWith("org.keycloak.");
    }
}
