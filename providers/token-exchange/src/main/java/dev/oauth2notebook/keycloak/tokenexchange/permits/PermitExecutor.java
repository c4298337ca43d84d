package dev.oauth2notebook.keycloak.tokenexchange.permits;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * Adds its permit to {@link Permits} if the conditions of a client policy select the current token-exchange request.
 *
 * @see RealmPolicy#decide
 */
public final class PermitExecutor implements ClientPolicyExecutorProvider<PermitConfig> {

    /** The event at which permits are collected. */
    static final ClientPolicyEvent EVENT = ClientPolicyEvent.TOKEN_EXCHANGE_REQUEST;

    private final KeycloakSession session;
    private PermitConfig config;

    PermitExecutor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getProviderId() {
        return PermitExecutorFactory.ID;
    }

    @Override
    public Class<PermitConfig> getExecutorConfigurationClass() {
        return PermitConfig.class;
    }

    @Override
    public void setupConfiguration(PermitConfig newConfig) {
        config = newConfig;
    }

    @Override
    public void executeOnEvent(ClientPolicyContext context) {
        if (context.getEvent() == EVENT && config != null) {
            Permits.of(session, PermitKind.TOKEN_EXCHANGE).add(config);
        }
    }
}
