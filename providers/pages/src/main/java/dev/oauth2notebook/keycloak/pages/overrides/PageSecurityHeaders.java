package dev.oauth2notebook.keycloak.pages.overrides;

import dev.oauth2notebook.keycloak.pages.HistoryScript;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.List;
import org.keycloak.headers.DefaultSecurityHeadersProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Keycloak's security headers, which replace those of a page, except that a page's own Content-Security-Policy stays:
 * it is sent beside the realm's, and a browser enforces both (CSP Level 3 §2.4).
 *
 * <p>Overrides addHeaders: it would replace the policy of a page. Read in Keycloak 26.7.4; {@code PagesIT} fails if that changes.
 */
class PageSecurityHeaders extends DefaultSecurityHeadersProvider {

    static final String POLICY = "Content-Security-Policy";

    private static final String SCRIPTS = "script-src 'self'";

    PageSecurityHeaders(KeycloakSession session) {
        super(session);
    }

    @Override
    public void addHeaders(ContainerRequestContext request, ContainerResponseContext response) {
        List<Object> ofPage = response.getHeaders().remove(POLICY);
        super.addHeaders(request, response);
        if (ofPage != null) {
            String html = String.valueOf(response.getEntity());
            ofPage.forEach(policy -> response.getHeaders().add(POLICY, withHistoryScript(policy.toString(), html)));
        }
    }

    private static String withHistoryScript(String policy, String html) {
        return HistoryScript.allowance(html)
                .map(allowance -> policy.replace(SCRIPTS, SCRIPTS + " " + allowance))
                .orElse(policy);
    }
}
