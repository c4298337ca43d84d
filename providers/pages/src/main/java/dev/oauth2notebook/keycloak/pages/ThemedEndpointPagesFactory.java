package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.common.EndpointPages;
import dev.oauth2notebook.keycloak.common.EndpointPagesFactory;
import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Creates the pages at the endpoint aliases ({@link ThemedEndpointPages}). */
public final class ThemedEndpointPagesFactory implements EndpointPagesFactory, ShownInServerInfo {

    /** Id of this provider. */
    public static final String ID = "themed";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public EndpointPages create(KeycloakSession session) {
        return new ThemedEndpointPages(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
