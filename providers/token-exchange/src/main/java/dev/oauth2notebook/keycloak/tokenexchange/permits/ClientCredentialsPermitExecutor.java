package dev.oauth2notebook.keycloak.tokenexchange.permits;

import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * Adds its permit to {@link ClientCredentialsPermits} if the conditions of a client policy select the current request
 * for client credentials.
 */
final class ClientCredentialsPermitExecutor implements ClientPolicyExecutorProvider<ClientCredentialsPermitConfig> {

    /** The event at which permits are collected. */
    static final ClientPolicyEvent EVENT = ClientPolicyEvent.SERVICE_ACCOUNT_TOKEN_REQUEST;

    private final KeycloakSession session;
    private final PermitReader<ClientCredentialsPermitConfig, ParsedAudiencePermit> reader;
    private ClientCredentialsPermitConfig config;

    ClientCredentialsPermitExecutor(
            KeycloakSession session, PermitReader<ClientCredentialsPermitConfig, ParsedAudiencePermit> reader) {
        this.session = session;
        this.reader = reader;
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
            String profiles = session.getContext().getRealm().getAttribute(Constants.CLIENT_PROFILES);
            ClientCredentialsPermits.of(session).add(reader.read(config, profiles));
        }
    }
}
