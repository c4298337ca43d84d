package dev.oauth2notebook.keycloak.device.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantTypeFactory;

/**
 * The device grant, in place of Keycloak's; like it, only with the feature {@code device-flow}.
 *
 * <p>Overrides create: it puts {@link DeviceGrant} in the place of Keycloak's grant. Read in Keycloak 26.7.4; {@code DeviceApprovalIT} fails if that changes.
 */
public final class DeviceGrantFactory extends DeviceGrantTypeFactory implements ShownInServerInfo {

    private static final int BEFORE_KEYCLOAKS_OWN = 100;

    @Override
    public int order() {
        return BEFORE_KEYCLOAKS_OWN;
    }

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new DeviceGrant();
    }
}
