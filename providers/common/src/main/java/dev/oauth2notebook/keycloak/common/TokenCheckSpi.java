package dev.oauth2notebook.keycloak.common;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** The SPI {@code oauth2-token-check}, through which modules contribute to {@link AccessTokenVerification}. */
public final class TokenCheckSpi implements Spi {

    @Override
    public String getName() {
        return "oauth2-token-check";
    }

    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return TokenCheck.class;
    }

    @Override
    public Class<? extends ProviderFactory<TokenCheck>> getProviderFactoryClass() {
        return TokenCheckFactory.class;
    }
}
