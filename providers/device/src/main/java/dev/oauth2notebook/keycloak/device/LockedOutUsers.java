package dev.oauth2notebook.keycloak.device;

import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Users whom brute-force protection keeps from signing in. Keycloak asks it about passwords only, so a browser session
 * from before would still approve a device, which then has a session of its own.
 */
public final class LockedOutUsers {

    private LockedOutUsers() {}

    /** Returns whether a user is locked out, for a time or for good. */
    public static boolean contains(KeycloakSession session, UserModel user) {
        RealmModel realm = session.getContext().getRealm();
        BruteForceProtector protector = session.getProvider(BruteForceProtector.class);
        return AuthenticatorUtils.getDisabledByBruteForceEventError(protector, session, realm, user) != null;
    }

    /** Makes the authentication that has just begun ask for credentials if the browser's user is locked out. */
    public static void mustSignInAgain(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        AuthenticationSessionModel authentication = session.getContext().getAuthenticationSession();
        AuthenticationManager.AuthResult browser =
                AuthenticationManager.authenticateIdentityCookie(session, realm, true);
        if (authentication != null && browser != null && contains(session, browser.user())) {
            authentication.setClientNote(OIDCLoginProtocol.PROMPT_PARAM, OIDCLoginProtocol.PROMPT_VALUE_LOGIN);
        }
    }
}
