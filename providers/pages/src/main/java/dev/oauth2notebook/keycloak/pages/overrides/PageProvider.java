package dev.oauth2notebook.keycloak.pages.overrides;

import dev.oauth2notebook.keycloak.pages.AuthorizationMistake;
import dev.oauth2notebook.keycloak.pages.LanguageChoice;
import dev.oauth2notebook.keycloak.pages.Page;
import dev.oauth2notebook.keycloak.pages.RedirectTarget;
import dev.oauth2notebook.keycloak.pages.StartPageUrl;
import dev.oauth2notebook.keycloak.pages.ThemePolicy;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jboss.logging.Logger;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.forms.login.LoginFormsPages;
import org.keycloak.forms.login.freemarker.FreeMarkerLoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;
import org.keycloak.theme.Theme;
import org.keycloak.theme.beans.LocaleBean;
import org.keycloak.utils.MediaTypeMatcher;

/**
 * Renders Keycloak's login pages with additional attributes: whether the login is for a device, the user who is signed
 * in, where the response goes, the start page, a reference from an error page to the log, and the {@code
 * Content-Security-Policy} of the theme.
 *
 * <p>Overrides the methods that fill and render a template: templates cannot determine these attributes themselves.
 * Read in Keycloak 26.7.4; {@code PagesIT} fails if that changes.
 *
 * @see PageProviderFactory
 * @see PageSecurityHeaders
 */
class PageProvider extends FreeMarkerLoginFormsProvider {

    private static final Logger LOG = Logger.getLogger(PageProvider.class);

    private static final int REFERENCE_LENGTH = 10;

    PageProvider(KeycloakSession session) {
        super(session);
    }

    @Override
    public Response createErrorPage(Response.Status status) {
        String reference = SecretGenerator.getInstance().randomString(REFERENCE_LENGTH, SecretGenerator.ALPHANUM);
        LOG.infof(
                "Error page %s: %s, status %d, realm %s, client %s",
                reference,
                getFirstMessageUnformatted(),
                status.getStatusCode(),
                realm == null ? null : realm.getName(),
                client == null ? null : client.getClientId());
        setAttribute("errorReference", reference);
        Optional<AuthorizationMistake> mistake = AuthorizationMistake.of(session, client, messages);
        if (mistake.isEmpty()
                || MediaTypeMatcher.isJsonRequest(
                        session.getContext().getHttpRequest().getHttpHeaders())) {
            return super.createErrorPage(status);
        }
        setAttribute("mistake", mistake.get());
        setStatus(status);
        return createForm("authorization-error.ftl");
    }

    @Override
    public Response createForm(String form) {
        LanguageChoice.apply(session);
        return super.createForm(form);
    }

    @Override
    protected Response createResponse(LoginFormsPages page) {
        LanguageChoice.apply(session);
        return super.createResponse(page);
    }

    @Override
    protected void createCommonAttributes(
            Theme theme, Locale locale, Properties messages, UriBuilder baseUri, LoginFormsPages page) {
        super.createCommonAttributes(theme, locale, messages, baseUri, page);
        if (attributes.containsKey(Page.LANGUAGE_LINKS)) {
            // Keycloak's own links do not keep the query, nor the mount that the browser has called.
            UriBuilder called = UriBuilder.fromUri((URI) attributes.get(Page.LANGUAGE_LINKS));
            setAttribute("locale", new LocaleBean(realm, locale, called, messages));
        }
        if (authenticationSession != null) {
            setAttribute("deviceVerification", DeviceGrantType.isOAuth2DeviceVerificationFlow(authenticationSession));
            UserModel signedIn = authenticationSession.getAuthenticatedUser();
            setAttribute("signedInUser", signedIn == null ? null : signedIn.getUsername());
            RedirectTarget.of(authenticationSession.getRedirectUri())
                    .ifPresent(target -> setAttribute("redirectTarget", target));
        }
        StartPageUrl.of(session).ifPresent(url -> setAttribute("startPage", url));
    }

    @Override
    protected Response processTemplate(Theme theme, String template, Locale locale) {
        try {
            ThemePolicy.of(theme.getProperties())
                    .forPage(template, attributes.keySet())
                    .ifPresent(policy -> {
                        setAttribute("contentSecurityPolicy", policy);
                        setResponseHeader(PageSecurityHeaders.POLICY, policy);
                    });
        } catch (IOException e) {
            LOG.error("Cannot read the theme properties", e);
            return Response.serverError().build();
        }
        return super.processTemplate(theme, template, locale);
    }
}
