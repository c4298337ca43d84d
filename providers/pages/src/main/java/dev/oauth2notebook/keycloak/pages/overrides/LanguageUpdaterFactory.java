package dev.oauth2notebook.keycloak.pages.overrides;

import dev.oauth2notebook.keycloak.common.EndpointOptions;
import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.locale.DefaultLocaleUpdaterProviderFactory;
import org.keycloak.locale.LocaleUpdaterProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Replaces Keycloak's provider that stores the selected language ({@code localeUpdater} SPI, id {@code default}).
 *
 * <p>Overrides {@code create}: returns {@link LanguageUpdater} instead of Keycloak's provider.
 * Read in Keycloak 26.7.4; {@code LanguageIT} fails if that changes.
 */
public final class LanguageUpdaterFactory extends DefaultLocaleUpdaterProviderFactory implements ShownInServerInfo {

    @Override
    public LocaleUpdaterProvider create(KeycloakSession session) {
        return new LanguageUpdater(session, EndpointOptions.read().rootRealm());
    }

    @Override
    public int order() {
        return 1;
    }
}
