package dev.oauth2notebook.keycloak.page;

import java.util.Map;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.forms.login.freemarker.FreeMarkerLoginFormsProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** Takes the place of Keycloak's login pages ({@code login} SPI, id {@code freemarker}). */
public final class PageProviderFactory extends FreeMarkerLoginFormsProviderFactory
        implements ServerInfoAwareProviderFactory {

    @Override
    public LoginFormsProvider create(KeycloakSession session) {
        return new PageProvider(session);
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
