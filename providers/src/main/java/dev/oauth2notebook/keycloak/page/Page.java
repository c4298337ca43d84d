package dev.oauth2notebook.keycloak.page;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;

/** Renders a page of this extension in the realm's login theme. */
final class Page {

    private Page() {}

    /**
     * Renders a page that no cache keeps.
     *
     * @param session of the current request
     * @param template file name of the template, in {@code theme-resources/templates} or in the theme
     * @param attributes what the template shows, by name
     * @return 200 with HTML
     */
    static Response render(KeycloakSession session, String template, Map<String, Object> attributes) {
        LoginFormsProvider forms = session.getProvider(LoginFormsProvider.class);
        attributes.forEach(forms::setAttribute);
        return Response.fromResponse(forms.createForm(template))
                .header(HttpHeaders.CACHE_CONTROL, null)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
