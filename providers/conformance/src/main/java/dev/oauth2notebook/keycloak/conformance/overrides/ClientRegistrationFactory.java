package dev.oauth2notebook.keycloak.conformance.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.clientregistration.ClientRegistrationProvider;
import org.keycloak.services.clientregistration.oidc.OIDCClientRegistrationProviderFactory;

/**
 * Replaces dynamic client registration (RFC 7591, RFC 7592) at Keycloak's own path and at the aliases.
 *
 * <p>Overrides {@code create}: returns {@link ClientRegistrationEndpoint} instead of Keycloak's endpoint.
 * Read in Keycloak 26.7.4; {@code RegistrationIT} fails if that changes.
 */
public final class ClientRegistrationFactory extends OIDCClientRegistrationProviderFactory
        implements ShownInServerInfo {

    private static final int BEFORE_KEYCLOAK = 100;

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    @Override
    public ClientRegistrationProvider create(KeycloakSession session) {
        return new ClientRegistrationEndpoint(session);
    }
}
