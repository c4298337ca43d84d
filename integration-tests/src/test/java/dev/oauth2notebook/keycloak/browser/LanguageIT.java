package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.oauth2notebook.keycloak.support.OAuth2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chosen language applies to all pages, at the server root and below the realm. */
class LanguageIT extends BrowserTest {

    private static final String[] PAGES = {
        "/", "/realms/notebook/oauth2/", "/callback?code=a&state=b", "/realms/notebook/oauth2/callback", "/device"
    };

    @Test
    void languageChosenOnTheStartPageAppliesToAllPages() {
        try (Window window = Window.open(browser)) {
            window.go("/");
            choose(window, "nl");
            assertThat(window.page().locator("h2#flows")).hasText("De vier flows");
            assertAllPagesAreIn(window, "nl");
        }
    }

    @Test
    void languageChosenOnTheLoginPageAppliesToAllPages() {
        try (Window window = Window.open(browser)) {
            OAuth2 oauth = flows.oauth();
            window.go(flows.authorization(oauth.authorizationRequest("openid")));
            choose(window, "de");
            assertAllPagesAreIn(window, "de");
        }
    }

    @Test
    void choosingALanguageOnTheCallbackPageKeepsTheResponse() {
        try (Window window = Window.open(browser)) {
            window.go("/callback?code=4%2B4&state=b%3D1");
            choose(window, "fr");
            assertThat(window.page().locator("#response-code")).hasText("4+4");
            assertThat(window.page().locator("#response-state")).hasText("b=1");
        }
    }

    @Test
    void languageChosenOnTheDevicePageAppliesToAllPages() {
        try (Window window = Window.open(browser)) {
            window.go("/device");
            choose(window, "es");
            assertAllPagesAreIn(window, "es");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xx", "tlh", "nl;q=1", "", "../../nl", "en\" onload=\"x"})
    void unsupportedLanguagesAreIgnored(String language) {
        var response = given().queryParam("kc_locale", language)
                .header("Cookie", "OAUTH2_LOCALE=tlh")
                .get(flows.oauth().url("/"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.htmlPath().getString("html.@lang")).isEqualTo("en");
        assertThat(response.cookies()).isEmpty();
    }

    private static void choose(Window window, String language) {
        Page page = window.page();
        page.click(".nb-languages summary");
        window.press(".nb-languages a[hreflang=" + language + "]");
        assertThat(page.locator("html")).hasAttribute("lang", language);
    }

    private void assertAllPagesAreIn(Window window, String language) {
        for (String path : PAGES) {
            window.go(path);
            assertThat(window.page().locator("html")).hasAttribute("lang", language);
        }
        window.go(flows.authorization(flows.oauth().authorizationRequest("openid")));
        assertThat(window.page().locator("html")).hasAttribute("lang", language);
    }
}
