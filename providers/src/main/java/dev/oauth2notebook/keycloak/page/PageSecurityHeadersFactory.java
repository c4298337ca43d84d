package dev.oauth2notebook.keycloak.page;

import java.util.Map;
import org.keycloak.headers.DefaultSecurityHeadersProviderFactory;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** Takes the place of Keycloak's security headers ({@code security-headers} SPI, id {@code default}). */
public final class PageSecurityHeadersFactory extends DefaultSecurityHeadersProviderFactory
        implements ServerInfoAwareProviderFactory {

    @Override
    public SecurityHeadersProvider create(KeycloakSession session) {
        return new PageSecurityHeaders(session);
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", String.valueOf(getClass().getPackage().getImplementationVersion()));
    }
}
