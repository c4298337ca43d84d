package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.tokenexchange.history.ClientPolicyHistory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.ClientPolicyManager;
import org.keycloak.services.clientpolicy.DefaultClientPolicyManager;
import org.keycloak.services.clientpolicy.DefaultClientPolicyManagerFactory;

/**
 * Keycloak's client policies, whose changes are recorded as admin events, because profiles contain the permits.
 *
 * <p>Overrides updateClientProfiles and updateClientPolicies: Keycloak has no admin event for either. Read in Keycloak
 * 26.7.4; {@code PermitHistoryIT} fails if that changes.
 */
public final class RecordedClientPoliciesFactory extends DefaultClientPolicyManagerFactory
        implements ShownInServerInfo {

    private static final int BEFORE_KEYCLOAK = 100;

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    @Override
    public ClientPolicyManager create(KeycloakSession session) {
        return new RecordedClientPolicies(session);
    }

    private static final class RecordedClientPolicies extends DefaultClientPolicyManager {

        private final KeycloakSession session;

        RecordedClientPolicies(KeycloakSession session) {
            super(session);
            this.session = session;
        }

        @Override
        public void updateClientProfiles(RealmModel realm, ClientProfilesRepresentation profiles)
                throws ClientPolicyException {
            ClientProfilesRepresentation before = getClientProfiles(realm, false);
            super.updateClientProfiles(realm, profiles);
            new ClientPolicyHistory(session, realm).record(before, getClientProfiles(realm, false));
        }

        @Override
        public void updateClientPolicies(RealmModel realm, ClientPoliciesRepresentation policies)
                throws ClientPolicyException {
            ClientPoliciesRepresentation before = getClientPolicies(realm, false);
            super.updateClientPolicies(realm, policies);
            new ClientPolicyHistory(session, realm).record(before, getClientPolicies(realm, false));
        }
    }
}
