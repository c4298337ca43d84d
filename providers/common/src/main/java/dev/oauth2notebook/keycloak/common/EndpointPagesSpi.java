package dev.oauth2notebook.keycloak.common;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** The SPI {@code oauth2-endpoint-pages}, through which a module provides the {@link EndpointPages}. */
public final class EndpointPagesSpi implements Spi {

    @Override
    public String getName() {
        return "oauth2-endpoint-pages";
    }

    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return EndpointPages.class;
    }

    @Override
    public Class<? extends ProviderFactory<EndpointPages>> getProviderFactoryClass() {
        return EndpointPagesFactory.class;
    }
}
