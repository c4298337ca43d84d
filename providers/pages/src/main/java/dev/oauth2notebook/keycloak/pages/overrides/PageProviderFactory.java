package dev.oauth2notebook.keycloak.pages.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.forms.login.freemarker.FreeMarkerLoginFormsProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Takes the place of Keycloak's login pages ({@code login} SPI, id {@code freemarker}). */
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
