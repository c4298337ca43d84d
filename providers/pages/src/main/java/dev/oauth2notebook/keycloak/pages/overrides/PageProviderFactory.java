package dev.oauth2notebook.keycloak.pages.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.forms.login.freemarker.FreeMarkerLoginFormsProviderFactory;
import org.keycloak.models.KeycloakSession;

/**
 * Takes the place of Keycloak's login pages ({@code login} SPI, id {@code freemarker}).
 *
 * <p>Overrides create: it puts {@link PageProvider} in the place of Keycloak's provider. Read in Keycloak 26.7.4; {@code PagesIT} fails if that changes.
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
