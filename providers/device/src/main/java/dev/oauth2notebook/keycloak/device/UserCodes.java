package dev.oauth2notebook.keycloak.device;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OAuth2DeviceUserCodeProvider;

/**
 * Generates and parses user codes in the format that RFC 8628 §6.1 recommends.
 *
 * @see UserCode
 */
final class UserCodes implements OAuth2DeviceUserCodeProvider {

    private final KeycloakSession session;

    UserCodes(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Generates a code and validates the requested scope. Keycloak calls this method for every device authorization
     * request, at its own path and at the aliases, before it stores the request; there is no other extension point at
     * which the scope can be validated in all realms.
     *
     * @return a random code
     * @throws org.keycloak.services.ErrorResponseException with {@code invalid_scope}
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
