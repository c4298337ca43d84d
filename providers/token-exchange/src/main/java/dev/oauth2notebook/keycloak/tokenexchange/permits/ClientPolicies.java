package dev.oauth2notebook.keycloak.tokenexchange.permits;

import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/** The client policies of a realm, which select the permits. */
public final class ClientPolicies {

    private ClientPolicies() {}

    /**
     * Returns the policies in the order in which Keycloak evaluates them: global ones first.
     *
     * @throws IllegalStateException if the client policies of the realm are not valid JSON
     */
    public static List<ClientPolicyRepresentation> of(KeycloakSession session, RealmModel realm) {
        try {
            ClientPoliciesRepresentation all = session.clientPolicy().getClientPolicies(realm, true);
            List<ClientPolicyRepresentation> policies = new ArrayList<>(orEmpty(all.getGlobalPolicies()));
            policies.addAll(orEmpty(all.getPolicies()));
            return policies;
        } catch (ClientPolicyException e) {
            throw new IllegalStateException("The client policies of the realm cannot be read", e);
        }
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
