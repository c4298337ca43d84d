package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.refresh.RefreshTokenProvider;
import org.keycloak.protocol.oidc.refresh.RefreshTokenProviderFactory;

/** Creates the {@link ExchangedRefreshTokenProvider}, which takes precedence over Keycloak's providers. */
public final class ExchangedRefreshTokenProviderFactory implements RefreshTokenProviderFactory {

    /** Id of this provider. */
    public static final String ID = "token-exchange-refresh";

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
    public RefreshTokenProvider create(KeycloakSession session) {
        return new ExchangedRefreshTokenProvider(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
