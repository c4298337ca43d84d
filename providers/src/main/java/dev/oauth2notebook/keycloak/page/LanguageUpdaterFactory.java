package dev.oauth2notebook.keycloak.page;

import dev.oauth2notebook.keycloak.ShownInServerInfo;
import dev.oauth2notebook.keycloak.endpoint.OAuth2ResourceProviderFactory;
import org.keycloak.locale.DefaultLocaleUpdaterProviderFactory;
import org.keycloak.locale.LocaleUpdaterProvider;
import org.keycloak.models.KeycloakSession;

/** Replaces Keycloak's memory of the chosen language ({@code localeUpdater} SPI, id {@code default}). */
public final class LanguageUpdaterFactory extends DefaultLocaleUpdaterProviderFactory implements ShownInServerInfo {

    @Override
    public LocaleUpdaterProvider create(KeycloakSession session) {
        return new LanguageUpdater(session, OAuth2ResourceProviderFactory.rootRealm());
    }

    @Override
    public int order() {
        return 1;
    }
}
