package dev.oauth2notebook.keycloak.pages;

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
 * The language that a user has selected in the menu of a page. Keycloak stores it in a cookie with the path {@code
 * /realms/{realm}/}, which browsers do not send to pages at the server root; these pages use a second cookie.
 *
 * @see dev.oauth2notebook.keycloak.pages.overrides.LanguageUpdater
 */
public final class LanguageChoice {

    /** Name of the cookie with the language tag for pages at the server root. */
    static final String ROOT_COOKIE = "OAUTH2_LOCALE";

    private LanguageChoice() {}

    /**
     * Applies the selected language to a page that is not part of a login: the parameter {@code kc_locale} if the realm
     * supports its value, otherwise the language of the cookie. During a login, Keycloak does this itself.
     *
     * @param session session of the current request
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

    /**
     * Sets the cookie for pages at the server root.
     *
     * @param session session of the current request
     * @param language language tag
     */
    public static void rememberAtRoot(KeycloakSession session, String language) {
        setRootCookie(session, language, CookieType.LOCALE.getDefaultMaxAge());
    }

    /**
     * Expires the cookie for pages at the server root.
     *
     * @param session session of the current request
     */
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
