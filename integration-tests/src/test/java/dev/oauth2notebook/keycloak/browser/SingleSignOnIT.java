package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Single sign-on with the cookies of a real browser, starting at {@code /auth}. */
class SingleSignOnIT extends BrowserTest {

    @Test
    void secondLoginNeedsNoPasswordAndPromptNoneSucceeds() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            Person person = flows.newPerson();
            OAuth2 oauth = flows.oauth();
            Map<String, String> request = oauth.authorizationRequest("openid profile");

            page.navigate(authorizationUrl(OAuth2.with(request, "prompt", "none")));
            page.waitForURL(url -> url.startsWith(oauth.url("/callback")));
            assertThat(Urls.parameter(page.url(), "error")).isEqualTo("login_required");

            page.navigate(authorizationUrl(request));
            Browser.screenshot(page, "login");
            page.fill("#username", person.name());
            page.fill("#password", person.password());
            page.click("#kc-login");
            Browser.screenshot(page, "consent");
            page.click("[name=accept]");
            page.waitForURL(url -> url.startsWith(oauth.url("/callback")));
            Browser.screenshot(page, "callback");
            String code = Urls.parameter(page.url(), "code");
            assertThat(page.locator("#response-code")).hasText(code);
            OAuth2.accessToken(oauth.post("/token", oauth.codeRequest(code)));

            for (Map<String, String> again : List.of(request, OAuth2.with(request, "prompt", "none"))) {
                page.navigate(authorizationUrl(again));
                page.waitForURL(url -> url.startsWith(oauth.url("/callback")));
                assertThat(Urls.parameter(page.url(), "code")).isNotNull();
            }
        }
    }

    private String authorizationUrl(Map<String, String> request) {
        return Urls.query(flows.oauth().url("/auth"), request);
    }
}
