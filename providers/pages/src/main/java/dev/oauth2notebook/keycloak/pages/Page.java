package dev.oauth2notebook.keycloak.pages;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Map;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Renders a page of this extension in the realm's login theme.
 *
 * @see dev.oauth2notebook.keycloak.pages.overrides.PageProvider
 */
public final class Page {

    /** Attribute with the server-relative URL for the links of the language menu; absent in the response to a POST. */
    public static final String LANGUAGE_LINKS = "languageLinks";

    private Page() {}

    /**
     * Renders a page that must not be cached.
     *
     * @param session session of the current request, with its realm set
     * @param template file name of the template, in {@code theme-resources/templates} or in the theme
     * @param attributes attributes for the template, by name
     * @return 200 with HTML
     */
    static Response render(KeycloakSession session, String template, Map<String, Object> attributes) {
        LoginFormsProvider forms = session.getProvider(LoginFormsProvider.class);
        attributes.forEach(forms::setAttribute);
        if (session.getContext().getHttpRequest().getHttpMethod().equals(HttpMethod.POST)) {
            forms.setAttribute("languageMenu", false);
        } else {
            forms.setAttribute(LANGUAGE_LINKS, called(session));
        }
        return Response.fromResponse(forms.createForm(template))
                .header(HttpHeaders.CACHE_CONTROL, null)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static URI called(KeycloakSession session) {
        URI called = session.getContext().getHttpRequest().getUri().getRequestUri();
        return UriBuilder.fromUri(called).scheme(null).host(null).port(-1).build();
    }
}
