package dev.oauth2notebook.keycloak.tokenexchange.page;

import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import org.keycloak.services.resources.admin.fgap.AdminPermissions;

/**
 * An administrator who is signed in to a realm in this browser, with the roles that the admin REST API requires.
 *
 * @param auth who it is, as for a request of the admin console
 * @param permissions the permissions in the realm that the page shows
 */
record PageAdministrator(AdminAuth auth, AdminPermissionEvaluator permissions) {

    /**
     * Finds the administrator by Keycloak's identity cookie.
     *
     * @param session session of the current request, whose realm is that of the administrator
     * @param shown the realm that the page shows
     * @return empty if nobody is signed in
     */
    static Optional<PageAdministrator> find(KeycloakSession session, RealmModel shown) {
        RealmModel realm = session.getContext().getRealm();
        ClientModel console = realm.getClientByClientId(Constants.ADMIN_CONSOLE_CLIENT_ID);
        AuthResult user = AuthenticationManager.authenticateIdentityCookie(session, realm, true);
        if (user == null || console == null) {
            return Optional.empty();
        }
        AdminAuth auth = new AdminAuth(realm, user.token(), user.user(), console);
        return Optional.of(new PageAdministrator(auth, AdminPermissions.evaluator(session, shown, auth)));
    }

    boolean maySeePermits() {
        return permissions.realm().canViewRealm() && permissions.clients().canView();
    }

    boolean maySimulate() {
        return maySeePermits() && permissions.users().canView();
    }

    AdminEventBuilder event(KeycloakSession session, RealmModel shown) {
        return new AdminEventBuilder(shown, auth, session, session.getContext().getConnection());
    }
}
