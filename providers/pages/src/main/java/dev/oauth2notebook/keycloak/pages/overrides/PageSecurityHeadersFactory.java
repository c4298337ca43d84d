package dev.oauth2notebook.keycloak.pages.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.headers.DefaultSecurityHeadersProviderFactory;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.KeycloakSession;

/** Takes the place of Keycloak's security headers ({@code security-headers} SPI, id {@code default}). */
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
