package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.pages.overrides.LanguageUpdater;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import org.keycloak.cookie.CookieProvider;
import org.keycloak.cookie.CookieType;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.util.LocaleUtil;
import org.keycloak.urls.UrlType;
import org.keycloak.utils.SecureContextResolver;

/**
 * The language that a person has chosen in the menu of a page. Keycloak remembers it in a cookie for {@code
 * /realms/{realm}/}, which a browser does not send to pages at the server root; those have a cookie of their own.
 *
 * @see LanguageUpdater
 */
public final class LanguageChoice {

    /** Cookie with the language tag for pages at the server root. */
    static final String ROOT_COOKIE = "OAUTH2_LOCALE";

    private LanguageChoice() {}

    /**
     * Applies the choice to a page that belongs to no login: the parameter {@code kc_locale}, if the realm supports that
     * language, or else the choice that the browser remembers. With a login in progress Keycloak does this itself.
     *
     * @param session of the current request
     */
    public static void apply(KeycloakSession session) {
        KeycloakContext context = session.getContext();
        RealmModel realm = context.getRealm();
        if (realm == null || context.getAuthenticationSession() != null) {
            return;
        }
        String requested = context.getUri().getQueryParameters().getFirst(LocaleSelectorProvider.KC_LOCALE_PARAM);
        if (isSupported(realm, requested)) {
            LocaleUtil.processLocaleParam(session, realm, null);
        } else if (session.getProvider(CookieProvider.class).get(CookieType.LOCALE) == null) {
            Cookie remembered =
                    context.getHttpRequest().getHttpHeaders().getCookies().get(ROOT_COOKIE);
            if (remembered != null && isSupported(realm, remembered.getValue())) {
                session.setAttribute(LocaleSelectorProvider.USER_REQUEST_LOCALE, remembered.getValue());
            }
        }
    }

    /** Remembers a choice for the pages at the server root, too. */
    public static void rememberAtRoot(KeycloakSession session, String language) {
        setRootCookie(session, language, CookieType.LOCALE.getDefaultMaxAge());
    }

    /** Forgets the choice for the pages at the server root. */
    public static void forgetAtRoot(KeycloakSession session) {
        setRootCookie(session, "", 0);
    }

    private static boolean isSupported(RealmModel realm, String language) {
        return language != null
                && realm.isInternationalizationEnabled()
                && realm.getSupportedLocalesStream().anyMatch(language::equals);
    }

    private static void setRootCookie(KeycloakSession session, String value, int maxAge) {
        KeycloakContext context = session.getContext();
        context.getHttpResponse()
                .setCookieIfAbsent(new NewCookie.Builder(ROOT_COOKIE)
                        .value(value)
                        .path(context.getUri(UrlType.FRONTEND).getBaseUri().getRawPath())
                        .maxAge(maxAge)
                        .secure(SecureContextResolver.isSecureContext(session))
                        .httpOnly(true)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build());
    }
}
