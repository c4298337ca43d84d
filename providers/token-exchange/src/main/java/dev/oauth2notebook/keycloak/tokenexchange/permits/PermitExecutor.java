package dev.oauth2notebook.keycloak.tokenexchange.permits;

import org.keycloak.models.Constants;
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
    private final PermitReader<PermitConfig, ParsedPermit> reader;
    private PermitConfig config;

    PermitExecutor(KeycloakSession session, PermitReader<PermitConfig, ParsedPermit> reader) {
        this.session = session;
        this.reader = reader;
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
            String profiles = session.getContext().getRealm().getAttribute(Constants.CLIENT_PROFILES);
            Permits.of(session).add(reader.read(config, profiles));
        }
    }
}
