package dev.oauth2notebook.keycloak.common;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderFactory;

/** Creates a {@link TokenCheck} for each request. */
public interface TokenCheckFactory extends ProviderFactory<TokenCheck> {

    @Override
    default void init(Config.Scope config) {}

    @Override
    default void postInit(KeycloakSessionFactory factory) {}

    @Override
    default void close() {}
}
