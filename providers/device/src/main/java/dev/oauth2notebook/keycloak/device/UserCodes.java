package dev.oauth2notebook.keycloak.device;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OAuth2DeviceUserCodeProvider;

/** Makes and reads user codes in the form that RFC 8628 §6.1 recommends. */
final class UserCodes implements OAuth2DeviceUserCodeProvider {

    private final KeycloakSession session;

    UserCodes(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Returns a new code. Keycloak calls this at the end of every device authorization request, at the native path and at
     * the aliases, and stores the request afterwards; it offers no other place to check the scope in every realm.
     */
    @Override
    public String generate() {
        RequestedScope.check(session);
        return UserCode.random();
    }

    @Override
    public String display(String userCode) {
        return UserCode.display(userCode);
    }

    @Override
    public String format(String userCode) {
        return UserCode.normalise(userCode);
    }

    @Override
    public void close() {}
}
