package dev.oauth2notebook.keycloak.device.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantTypeFactory;

/**
 * Replaces Keycloak's device grant. Like the original, it requires the feature {@code device-flow}.
 *
 * <p>Overrides {@code create}: returns {@link DeviceGrant} instead of Keycloak's grant.
 * Read in Keycloak 26.7.4; {@code DeviceApprovalIT} fails if that changes.
 */
public final class DeviceGrantFactory extends DeviceGrantTypeFactory implements ShownInServerInfo {

    private static final int BEFORE_KEYCLOAK = 100;

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new DeviceGrant();
    }
}
