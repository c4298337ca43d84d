package dev.oauth2notebook.keycloak.pages.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.forms.login.freemarker.FreeMarkerLoginFormsProviderFactory;
import org.keycloak.models.KeycloakSession;

/**
 * Replaces Keycloak's provider for login pages ({@code login} SPI, id {@code freemarker}).
 *
 * <p>Overrides {@code create}: returns {@link PageProvider} instead of Keycloak's provider.
 * Read in Keycloak 26.7.4; {@code PagesIT} fails if that changes.
 */
public final class PageProviderFactory extends FreeMarkerLoginFormsProviderFactory implements ShownInServerInfo {

    @Override
    public LoginFormsProvider create(KeycloakSession session) {
        return new PageProvider(session);
    }

    @Override
    public int order() {
        return 1;
    }
}
