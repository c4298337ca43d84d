package dev.oauth2notebook.keycloak.pages.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.headers.DefaultSecurityHeadersProviderFactory;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Replaces Keycloak's provider for security headers ({@code security-headers} SPI, id {@code default}).
 *
 * <p>Overrides {@code create}: returns {@link PageSecurityHeaders} instead of Keycloak's provider.
 * Read in Keycloak 26.7.4; {@code PagesIT} fails if that changes.
 */
public final class PageSecurityHeadersFactory extends DefaultSecurityHeadersProviderFactory
        implements ShownInServerInfo {

    @Override
    public SecurityHeadersProvider create(KeycloakSession session) {
        return new PageSecurityHeaders(session);
    }

    @Override
    public int order() {
        return 1;
    }
}
