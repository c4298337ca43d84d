package dev.oauth2notebook.keycloak.common;

import org.keycloak.provider.ProviderFactory;

/** Creates the {@link EndpointPages} for each request. */
public interface EndpointPagesFactory extends ProviderFactory<EndpointPages> {}
