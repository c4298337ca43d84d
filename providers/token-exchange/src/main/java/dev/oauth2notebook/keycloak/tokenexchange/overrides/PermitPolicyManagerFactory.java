package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.tokenexchange.history.ClientPolicyHistory;
import dev.oauth2notebook.keycloak.tokenexchange.permits.ApplicablePolicies;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PolicyTexts;
import java.util.Optional;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.RealmModelDelegate;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.ClientPolicyManager;
import org.keycloak.services.clientpolicy.DefaultClientPolicyManager;
import org.keycloak.services.clientpolicy.DefaultClientPolicyManagerFactory;

/**
 * Keycloak's client policies for realms whose profiles contain permits: changes are recorded as admin events, and only
 * {@link ApplicablePolicies} are evaluated, by Keycloak's own code.
 *
 * <p>Overrides updateClientProfiles and updateClientPolicies, because Keycloak has no admin event for either, and
 * triggerOnEvent, because Keycloak parses and evaluates all policies of the realm for each request; the attributes from
 * which it reads them are replaced. Read in Keycloak 26.7.4; {@code PermitPolicyManagerTest} fails if that changes.
 */
public final class PermitPolicyManagerFactory extends DefaultClientPolicyManagerFactory implements ShownInServerInfo {

    private static final int BEFORE_KEYCLOAK = 100;

    private final ApplicablePolicies applicable = new ApplicablePolicies();

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    @Override
    public ClientPolicyManager create(KeycloakSession session) {
        return new PermitPolicyManager(session, applicable);
    }

    private static final class PermitPolicyManager extends DefaultClientPolicyManager {

        private final KeycloakSession session;
        private final ApplicablePolicies applicable;

        PermitPolicyManager(KeycloakSession session, ApplicablePolicies applicable) {
            super(session);
            this.session = session;
            this.applicable = applicable;
        }

        @Override
        public void triggerOnEvent(ClientPolicyContext context) throws ClientPolicyException {
            Optional<PolicyTexts> selected = applicable.select(session, context);
            if (selected.isPresent()) {
                RealmModel realm = new RealmWithPolicies(session.getContext().getRealm(), selected.get());
                new DefaultClientPolicyManager(SessionView.withRealm(session, realm)).triggerOnEvent(context);
            } else {
                super.triggerOnEvent(context);
            }
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

    /** A realm with other policies and profiles than those that are saved. */
    private static final class RealmWithPolicies extends RealmModelDelegate {

        private final PolicyTexts texts;

        RealmWithPolicies(RealmModel realm, PolicyTexts texts) {
            super(realm);
            this.texts = texts;
        }

        @Override
        public String getAttribute(String name) {
            return switch (name) {
                case Constants.CLIENT_POLICIES -> texts.policies();
                case Constants.CLIENT_PROFILES -> texts.profiles();
                default -> super.getAttribute(name);
            };
        }
    }
}
