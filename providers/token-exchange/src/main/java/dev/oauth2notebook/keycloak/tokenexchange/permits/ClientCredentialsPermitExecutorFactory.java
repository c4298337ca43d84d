package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;

/**
 * Creates the client-policy executor {@value #ID}, which represents one permit for client credentials. The texts are
 * shown in the admin console; docs/token-exchange.md describes the same properties.
 */
public final class ClientCredentialsPermitExecutorFactory implements ClientPolicyExecutorProviderFactory {

    /** Id of this executor in client profiles. */
    public static final String ID = "client-credentials-permit";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public ClientPolicyExecutorProvider<?> create(KeycloakSession session) {
        return new ClientCredentialsPermitExecutor(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getHelpText() {
        return "Permits clients to request a token for themselves (client credentials) for the given audiences. Takes"
                + " effect if the realm attribute token-exchange-policy is 'enforced'; an audience that no permit covers"
                + " is then refused.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(PermitConfig.REQUESTERS)
                .label("Requesters")
                .helpText("Client ids of the clients that may use this permit. If empty: all clients that the policy's"
                        + " conditions select.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .property()
                .name(PermitConfig.AUDIENCES)
                .label("Audiences")
                .helpText("Client ids that may be requested as audience, or by their resource. Required.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .required(true)
                .add()
                .property()
                .name(PermitConfig.SCOPES)
                .label("Scopes")
                .helpText("Scopes that the token may have. If empty: those that the client gets without an audience.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .property()
                .name(PermitConfig.MAX_LIFETIME)
                .label("Max lifetime")
                .helpText("Maximum lifetime of a token in seconds.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(String.valueOf(AudiencePermit.DEFAULT_MAX_LIFETIME))
                .add()
                .build();
    }
}
