package dev.oauth2notebook.keycloak.common;

import org.keycloak.provider.ProviderFactory;

/** Creates the {@link EndpointPages} of each request. */
public interface EndpointPagesFactory extends ProviderFactory<EndpointPages> {}
