package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Server;
import dev.oauth2notebook.keycloak.support.Shell;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the start page offers to do first works as shown. */
class FirstStepsIT extends BrowserTest {

    @Test
    void flowStartedOnTheStartPageEndsWithTheCommandThatRedeemsItsCode() {
        try (Window window = Window.open(browser)) {
            window.go("/");
            window.press("#sample-request button");
            assertThat(Urls.parameter(window.page().url(), "code_challenge_method"))
                    .isEqualTo("S256");
            window.signIn(flows.newPerson());
            window.press("[name=accept]");
            window.page().waitForURL(CALLBACK);
            assertThat(window.page().locator("#redeem")).isVisible();
            assertThat(window.page().locator("#notebook-steps")).isHidden();
            window.inspect("callback-redeem");
            String command = window.page().textContent("#response-command");
            assertThat(command).contains(window.page().textContent("#response-code_verifier"));
            JsonPath tokens = JsonPath.from(Shell.in(Project.root()).run(command + " --silent"));
            assertThat(tokens.getString("access_token")).isNotNull();
            assertThat(tokens.getString("scope").split(" ")).contains("openid", "profile", "email", "api:read");
        }
    }

    /** Anybody can link to the callback page, so it offers no command for a code of unknown origin. */
    @Test
    void responseWithAnotherStateHasNoCommand() {
        try (Window window = Window.open(browser)) {
            window.go("/");
            window.press("#sample-request button");
            window.go("/callback?code=abc&state=another");
            assertThat(window.page().locator("#response-code")).hasText("abc");
            assertThat(window.page().locator("#redeem")).isHidden();
            assertThat(window.page().locator("#notebook-steps")).isVisible();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;b", "$(id)", "'"})
    void unusualCodeIsNotPutIntoACommand(String code) {
        try (Window window = Window.open(browser)) {
            window.go(Urls.query("/callback", Map.of("code", code, "state", "x")));
            assertThat(window.page().locator("#response-code")).hasText(code);
            assertThat(window.page().locator("#response-command")).hasCount(0);
        }
    }

    @Test
    void deviceCommandAndDevicePageConnectADevice() {
        try (Window window = Window.open(browser)) {
            window.go("/");
            JsonPath device = JsonPath.from(
                    Shell.in(Project.root()).run(window.page().textContent("#device-command") + " --silent"));
            window.press("#device-page");
            window.page().fill("#device_user_code", device.getString("user_code"));
            window.press("#kc-login");
            window.signIn(flows.newPerson());
            window.press("[name=accept]");
            assertThat(flows.finalAnswer(device)).isNull();
        }
    }

    @Test
    void apiCommandPrintsTheResponseOfTheApi() {
        try (Window window = new Window(
                browser, new NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")))) {
            window.go("/");
            window.page().click("[data-copy=api-command]");
            assertThat(window.page().locator("[data-copy=api-command]")).hasText("Copied");
            String command = (String) window.page().evaluate("navigator.clipboard.readText()");
            assertThat(Shell.in(Project.root()).run(command.replace("curl --header", "curl --silent --fail --header")))
                    .contains(flows.oauth().env("BACKEND_CLIENT_ID"));
        }
    }

    @Test
    void administrationLinkOpensThisRealmForTheAdministrator() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(flows.oauth().url("/"));
            page.click("a[href*='/admin/']");
            page.fill("#username", Server.ADMIN);
            page.fill("#password", Server.ADMIN);
            page.click("#kc-login");
            assertThat(page.getByTestId("currentRealm")).containsText("OAuth2 Notebook");
        }
    }

    @ParameterizedTest
    @CsvSource({"390, /", "320, /", "390, /callback?code=a&state=b", "390, /token", "768, /"})
    void nothingIsCutOff(int width, String path) {
        try (Window window = new Window(
                browser, new NewContextOptions().setViewportSize(width, 800).setLocale("de"))) {
            window.go(path);
            assertThat(window.page()
                            .evaluate("[...document.querySelectorAll('main, main *')]"
                                    + ".filter(e => e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1)"
                                    + ".map(e => e.outerHTML.slice(0, 100))"))
                    .isEqualTo(List.of());
        }
    }

    @Test
    void titleIsShownOnce() {
        try (Window window = Window.open(browser)) {
            window.go("/");
            assertThat(window.page().getByText("OAuth2 Notebook", new Page.GetByTextOptions().setExact(true)))
                    .hasCount(1);
            assertThat(window.page()).hasTitle("The server is running · OAuth2 Notebook");
        }
    }

    @Test
    void pagesHaveNoDeadButtonsWithoutJavaScript() {
        String registration = PagesRealm.create("notebook").registration();
        try (Window window = new Window(browser, new NewContextOptions().setJavaScriptEnabled(false))) {
            for (String path : List.of("/", "/callback?code=a&state=b", "/token", "/device", registration)) {
                window.go(path);
                assertThat(window.page().locator("button[type=button]:visible, #sample-request:visible"))
                        .hasCount(0);
            }
            window.go(flows.authorization(flows.oauth().authorizationRequest("openid")));
            assertThat(window.page().locator("#password")).isVisible();
            assertThat(window.page().locator("button[type=button]:visible")).hasCount(0);
        }
    }
}
