package dev.oauth2notebook.keycloak.pages.overrides;

import dev.oauth2notebook.keycloak.pages.HistoryScript;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.List;
import org.keycloak.headers.DefaultSecurityHeadersProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Adds Keycloak's security headers to a response, but keeps the {@code Content-Security-Policy} of a page: it is sent
 * in addition to the realm's, and browsers enforce both (CSP Level 3 §2.4).
 *
 * <p>Overrides {@code addHeaders}: Keycloak replaces the policy of a page by the realm's.
 * Read in Keycloak 26.7.4; {@code PagesIT} fails if that changes.
 *
 * @see PageProvider
 */
class PageSecurityHeaders extends DefaultSecurityHeadersProvider {

    static final String POLICY = "Content-Security-Policy";

    private static final String SCRIPTS = "script-src 'self'";

    PageSecurityHeaders(KeycloakSession session) {
        super(session);
    }

    @Override
    public void addHeaders(ContainerRequestContext request, ContainerResponseContext response) {
        List<Object> pagePolicies = response.getHeaders().remove(POLICY);
        super.addHeaders(request, response);
        if (pagePolicies != null) {
            String html = String.valueOf(response.getEntity());
            pagePolicies.forEach(
                    policy -> response.getHeaders().add(POLICY, withHistoryScript(policy.toString(), html)));
        }
    }

    private static String withHistoryScript(String policy, String html) {
        return HistoryScript.hashSource(html)
                .map(hash -> policy.replace(SCRIPTS, SCRIPTS + " " + hash))
                .orElse(policy);
    }
}
