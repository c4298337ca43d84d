package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.OAuth2;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The callback page shows the response in every mode that the metadata offers, and the code can be redeemed. */
class ResponseModesIT extends BrowserTest {

    @ParameterizedTest
    @ValueSource(strings = {"query", "fragment", "form_post", "query.jwt", "fragment.jwt", "form_post.jwt", "jwt"})
    void codeIsShownInEveryResponseMode(String mode) {
        try (Window window = Window.open(browser)) {
            OAuth2 oauth = flows.oauth();
            Map<String, String> request =
                    OAuth2.with(oauth.authorizationRequest("openid profile"), "response_mode", mode);
            window.go(flows.authorization(request));
            window.signIn(flows.newPerson());
            Page page = window.page();
            page.click("[name=accept]");
            page.waitForURL(url -> url.startsWith(oauth.url("/callback")));
            assertThat(page.locator("#response-code")).isVisible();
            assertThat(page.locator("#response-state")).hasText(request.get("state"));
            assertThat(page.locator("#response-iss")).hasText(oauth.url("/realms/notebook"));
            assertThat(page.locator("#response-mode")).hasCount(mode.equals("query") ? 0 : 1);
            String code = page.textContent("#response-code");
            Browser.screenshot(page, "callback-" + mode);
            OAuth2.accessToken(oauth.post("/token", oauth.codeRequest(code)));
        }
    }

    @Test
    void urlOfTheCallbackPageCanBeCopiedIfItContainsTheResponse() {
        try (Window window = new Window(browser, new NewContextOptions().setPermissions(List.of("clipboard-write")))) {
            window.go("/callback?code=c&state=s");
            Page page = window.page();
            page.click("[data-copy=response-address]");
            assertThat(page.locator("[data-copy=response-address]")).hasText("Copied");
            assertThat(page.textContent("#response-address")).isEqualTo(page.url());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<img src=x onerror=alert(1)>", "javascript:alert(1)", "\"><script>alert(1)</script>"})
    void markupInTheFragmentIsShownAsText(String payload) {
        try (Window window = Window.open(browser)) {
            window.go("/callback#code=" + URLEncoder.encode(payload, StandardCharsets.UTF_8) + "&access_token=secret");
            assertThat(window.page().locator("#response-code")).hasText(payload);
            assertThat(window.page().content()).doesNotContain("secret");
        }
    }
}
