package dev.oauth2notebook.keycloak.tokenexchange.permits;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * Adds its permit to {@link Permits} if the conditions of a client policy select the current request
 * for client credentials.
 */
final class ClientCredentialsPermitExecutor implements ClientPolicyExecutorProvider<ClientCredentialsPermitConfig> {

    /** The event at which permits are collected. */
    static final ClientPolicyEvent EVENT = ClientPolicyEvent.SERVICE_ACCOUNT_TOKEN_REQUEST;

    private final KeycloakSession session;
    private ClientCredentialsPermitConfig config;

    ClientCredentialsPermitExecutor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getProviderId() {
        return ClientCredentialsPermitExecutorFactory.ID;
    }

    @Override
    public Class<ClientCredentialsPermitConfig> getExecutorConfigurationClass() {
        return ClientCredentialsPermitConfig.class;
    }

    @Override
    public void setupConfiguration(ClientCredentialsPermitConfig newConfig) {
        config = newConfig;
    }

    @Override
    public void executeOnEvent(ClientPolicyContext context) {
        if (context.getEvent() == EVENT && config != null) {
            Permits.of(session, PermitKind.CLIENT_CREDENTIALS).add(config);
        }
    }
}
