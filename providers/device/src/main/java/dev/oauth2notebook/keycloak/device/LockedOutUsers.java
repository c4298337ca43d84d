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
 * Users who are locked out by brute-force protection. Keycloak checks the lockout only when a user enters credentials,
 * so an existing browser session could still approve a device, which would then get a session of its own.
 */
public final class LockedOutUsers {

    private LockedOutUsers() {}

    /** Returns whether a user is locked out, temporarily or permanently. */
    public static boolean contains(KeycloakSession session, UserModel user) {
        RealmModel realm = session.getContext().getRealm();
        BruteForceProtector protector = session.getProvider(BruteForceProtector.class);
        return AuthenticatorUtils.getDisabledByBruteForceEventError(protector, session, realm, user) != null;
    }

    /** Requires credentials in the current authentication session if the user who is signed in is locked out. */
    public static void requireCredentials(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        AuthenticationSessionModel authentication = session.getContext().getAuthenticationSession();
        AuthenticationManager.AuthResult browser =
                AuthenticationManager.authenticateIdentityCookie(session, realm, true);
        if (authentication != null && browser != null && contains(session, browser.user())) {
            authentication.setClientNote(OIDCLoginProtocol.PROMPT_PARAM, OIDCLoginProtocol.PROMPT_VALUE_LOGIN);
        }
    }
}
