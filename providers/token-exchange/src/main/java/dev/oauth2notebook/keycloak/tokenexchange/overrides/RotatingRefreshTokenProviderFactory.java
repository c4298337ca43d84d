package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.refresh.RefreshTokenProvider;
import org.keycloak.protocol.oidc.refresh.RefreshTokenProviderFactory;

/**
 * Creates the {@link RotatingRefreshTokenProvider}, which takes precedence over Keycloak's default provider, but not
 * over the one for verifiable credentials, whose order is 10.
 */
public final class RotatingRefreshTokenProviderFactory implements RefreshTokenProviderFactory {

    /** Id of this provider. */
    public static final String ID = "refresh-token-rotation";

    private static final int JUST_BEFORE_KEYCLOAKS_DEFAULT = 5;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public int order() {
        return JUST_BEFORE_KEYCLOAKS_DEFAULT;
    }

    @Override
    public RefreshTokenProvider create(KeycloakSession session) {
        return new RotatingRefreshTokenProvider(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
