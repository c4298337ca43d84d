package dev.oauth2notebook.keycloak.device.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.device.WrongCodeOptions;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.device.endpoints.DeviceEndpointFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.resource.RealmResourceProvider;

/**
 * Replaces Keycloak's realm resource {@code device}. Like the original, it requires the feature {@code device-flow}.
 *
 * <p>Overrides {@code create}: returns {@link VerificationEndpoint} instead of Keycloak's endpoint.
 * Read in Keycloak 26.7.4; {@code DeviceCodeIT} fails if that changes.
 */
public final class VerificationEndpointFactory extends DeviceEndpointFactory implements ShownInServerInfo {

    private static final int BEFORE_KEYCLOAK = 100;

    private WrongCodeOptions options = WrongCodeOptions.DEFAULT;

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    @Override
    public void init(Config.Scope config) {
        options = WrongCodeOptions.from(config);
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        KeycloakContext context = session.getContext();
        return new VerificationEndpoint(
                session, new EventBuilder(context.getRealm(), session, context.getConnection()), options);
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return WrongCodeOptions.metadata();
    }

    @Override
    public Map<String, String> effectiveOptions() {
        return options.values();
    }
}
