package dev.oauth2notebook.keycloak.device;

import org.keycloak.models.OAuth2DeviceUserCodeProvider;

/** Makes and reads user codes in the form that RFC 8628 §6.1 recommends. */
final class UserCodes implements OAuth2DeviceUserCodeProvider {

    @Override
    public String generate() {
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
