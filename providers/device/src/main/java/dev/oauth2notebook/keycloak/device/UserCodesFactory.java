package dev.oauth2notebook.keycloak.device;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.OAuth2DeviceUserCodeProvider;
import org.keycloak.models.OAuth2DeviceUserCodeProviderFactory;

/** Replaces Keycloak's user codes by codes that are easy to type ({@link UserCodes}). */
public final class UserCodesFactory implements OAuth2DeviceUserCodeProviderFactory {

    /** Id of this provider. */
    public static final String ID = "consonants";

    private static final int BEFORE_KEYCLOAK = 100;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    @Override
    public OAuth2DeviceUserCodeProvider create(KeycloakSession session) {
        return new UserCodes(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
