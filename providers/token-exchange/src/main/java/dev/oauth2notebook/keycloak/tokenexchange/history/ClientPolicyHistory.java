package dev.oauth2notebook.keycloak.tokenexchange.history;

import dev.oauth2notebook.keycloak.tokenexchange.history.NamedChanges.Change;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Sends an admin event for each client profile and client policy that an administrator changes. */
public final class ClientPolicyHistory {

    private static final String PATH = "client-policies";

    private final KeycloakSession session;
    private final RealmModel realm;

    /**
     * @param session the current Keycloak session
     * @param realm the realm that is changed
     */
    public ClientPolicyHistory(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Records the difference of two versions of the realm's profiles. */
    public void record(ClientProfilesRepresentation before, ClientProfilesRepresentation after) {
        NamedChanges.between(before.getProfiles(), after.getProfiles(), ClientProfileRepresentation::getName)
                .forEach(change -> send("CLIENT_PROFILE", "profiles", change));
    }

    /** Records the difference of two versions of the realm's policies. */
    public void record(ClientPoliciesRepresentation before, ClientPoliciesRepresentation after) {
        NamedChanges.between(before.getPolicies(), after.getPolicies(), ClientPolicyRepresentation::getName)
                .forEach(change -> send("CLIENT_POLICY", "policies", change));
    }

    /** There is no administrator during the import at start-up. */
    private void send(String type, String list, Change change) {
        KeycloakContext context = session.getContext();
        UserSessionModel admin = context.getUserSession();
        if (admin != null && context.getBearerToken() instanceof AccessToken token) {
            AdminAuth auth = new AdminAuth(admin.getRealm(), token, admin.getUser(), context.getClient());
            new AdminEventBuilder(realm, auth, session, context.getConnection())
                    .operation(change.operation())
                    .resource(type)
                    .resourcePath(PATH, list, change.name())
                    .representation(change.representation())
                    .success();
        }
    }
}
