package dev.oauth2notebook.keycloak.pages.overrides;

import dev.oauth2notebook.keycloak.pages.LanguageChoice;
import org.keycloak.locale.DefaultLocaleUpdaterProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Stores the language that a user has selected, also for the pages at the server root.
 *
 * <p>Overrides {@code updateLocaleCookie} and {@code expireLocaleCookie}: pages at the root need a second cookie.
 * Read in Keycloak 26.7.4; {@code LanguageIT} fails if that changes.
 *
 * @see LanguageUpdaterFactory
 */
public class LanguageUpdater extends DefaultLocaleUpdaterProvider {

    private final KeycloakSession session;
    private final String rootRealm;

    LanguageUpdater(KeycloakSession session, String rootRealm) {
        super(session);
        this.session = session;
        this.rootRealm = rootRealm;
    }

    @Override
    public void updateLocaleCookie(String locale) {
        super.updateLocaleCookie(locale);
        if (isRootRealm()) {
            LanguageChoice.rememberAtRoot(session, locale);
        }
    }

    @Override
    public void expireLocaleCookie() {
        super.expireLocaleCookie();
        if (isRootRealm()) {
            LanguageChoice.forgetAtRoot(session);
        }
    }

    private boolean isRootRealm() {
        return rootRealm.equals(session.getContext().getRealm().getName());
    }
}
