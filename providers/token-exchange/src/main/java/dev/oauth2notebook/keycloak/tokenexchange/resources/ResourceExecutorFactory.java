package dev.oauth2notebook.keycloak.tokenexchange.resources;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;

/** Creates the client-policy executor {@value #ID}. */
public final class ResourceExecutorFactory implements ClientPolicyExecutorProviderFactory {

    /** Id of this executor in client profiles. */
    public static final String ID = "resource-indicators";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public ClientPolicyExecutorProvider<?> create(KeycloakSession session) {
        return new ResourceExecutor(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getHelpText() {
        return "Restricts access tokens to the resource that the client requests (RFC 8707). A client may request a"
                + " resource if its tokens have the resource's client as audience.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }
}
