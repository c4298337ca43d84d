package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Project;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody watches the requests of clients in the explorer. */
@ExtendWith(ExplorerServer.class)
@ResourceLock(ExplorerServer.REQUESTS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplorerPageIT {

    /** A code verifier that fits no code challenge. */
    private static final String GUESS = "a-guess-that-is-long-enough-to-be-a-code-verifier";

    /** White space around the picture of the README. */
    private static final double MARGIN = 20;

    private OAuth2 oauth;
    private Browser browser;

    @BeforeAll
    void openBrowser() {
        oauth = new OAuth2(ExplorerServer.get());
        browser = new Browser();
    }

    @AfterAll
    void closeBrowser() {
        browser.close();
    }

    @Test
    void exampleIsDrawnUntilThereAreRequests() {
        try (Window window = open()) {
            assertThat(window.page().locator("#ex-example")).isVisible();
            assertThat(window.page().locator("#ex-clear")).isHidden();
            assertThat(window.page().locator("#ex-title")).hasText("Authorization code with PKCE, frontend, alice");
            assertThat(window.page().locator(".ex-row")).hasCount(6);
            window.inspect("explorer-example");
            oauth.backendToken("api:read");
            assertThat(window.page().locator("#ex-title")).hasText("Client credentials, backend");
            assertThat(window.page().locator("#ex-example")).isHidden();
            assertThat(window.page().locator("#ex-clear")).isVisible();
        }
    }

    @Test
    void flowIsDrawnWhileItHappens() {
        try (Window window = open()) {
            Response tokens = oauth.codeFlow(Person.alice(), "openid profile api:read");
            given().auth()
                    .oauth2(tokens.path("access_token"))
                    .get(oauth.url("/api/test"))
                    .then()
                    .statusCode(200);
            Locator flow = window.page().locator(".ex-flow");
            assertThat(flow).hasCount(1);
            assertThat(flow).containsText("Authorization code with PKCE, frontend, alice");
            assertThat(window.page().locator(".ex-lane"))
                    .hasText(new String[] {"Browser", "frontend", "Authorization server", "API"});
            Locator redemption = row(window, "POST /token");
            assertThat(redemption).containsText("frontend → Authorization server");
            assertThat(redemption).containsText("authorization_code · code · code_verifier");
            assertThat(redemption).containsText("200 access_token · refresh_token · id_token");
            redemption.click();
            Locator detail = window.page().locator("#ex-detail");
            assertThat(detail).containsText("The secret behind the code challenge.");
            assertThat(detail.locator("a[href='https://www.rfc-editor.org/rfc/rfc7636#section-4.1']"))
                    .hasText("RFC 7636 §4.1");
            assertThat(detail.locator(".ex-token").first()).containsText("Signature verified");
            assertThat(detail.locator(".ex-life-time").first()).containsText("of 5 min left");
            assertThat(detail).not().containsText(OAuth2.VERIFIER);
            window.inspect("explorer-flow");
        }
    }

    @Test
    void refusedExchangeSaysWhichPermitFailedAtWhichCheck() {
        try (Window window = open()) {
            oauth.post("/token", exchange(oauth.backendToken("api:read"), "report-service"));
            assertThat(window.page().locator("#ex-title")).containsText("Token exchange");
            assertThat(window.page().locator(".ex-flow").first()).containsText("Refused: 1");
            assertThat(window.page().locator("#ex-origin")).containsText("Client credentials, backend");
            row(window, "POST /token").click();
            Locator detail = window.page().locator("#ex-detail");
            assertThat(detail.locator(".ex-refusal")).containsText("invalid_target");
            assertThat(detail.locator(".ex-refusal a")).hasText("What it means and what to change");
            assertThat(detail.locator(".ex-permits li")
                            .filter(new Locator.FilterOptions().setHasText("backend-calls-downstream")))
                    .containsText("failed at the check AUDIENCE");
            assertThat(detail.locator(".ex-permits li:has(.ex-closest)"))
                    .hasText("backend-calls-downstreamfailed at the check AUDIENCEdoes not permit a requested audience"
                            + "This permit came closest. Change it if such requests are to be granted.");
            window.inspect("explorer-refused");
        }
    }

    @Test
    void refusedRedemptionSaysWhy() {
        try (Window window = open()) {
            oauth.post("/device_authorization", oauth.as("tv")).then().statusCode(200);
            oauth.post("/token", exchange(oauth.backendToken("api:read"), "downstream-service"));
            Person.Page callback =
                    oauth.authorize(Person.alice(), oauth.authorizationRequest("openid profile api:read"));
            given().urlEncodingEnabled(false)
                    .accept("text/html")
                    .get(callback.url())
                    .then()
                    .statusCode(200);
            oauth.post("/token", OAuth2.with(oauth.codeRequest(callback.parameter("code")), "code_verifier", GUESS));
            assertThat(window.page().locator("#ex-title")).hasText("Authorization code with PKCE, frontend, alice");
            row(window, "POST /token").click();
            Locator detail = window.page().locator("#ex-detail");
            assertThat(detail.locator(".ex-refusal")).containsText("invalid_grant");
            assertThat(detail.locator(".ex-inside")).containsText("CODE_TO_TOKEN_ERROR");
            takePicture(window.page());
        }
    }

    @Test
    void exchangeShowsWhatChangedBetweenItsTokens() {
        try (Window window = open()) {
            oauth.post("/token", exchange(oauth.backendToken("api:read"), "downstream-service"))
                    .then()
                    .statusCode(200);
            assertThat(window.page().locator("#ex-title")).containsText("Token exchange");
            row(window, "POST /token").click();
            Locator difference = window.page().locator(".ex-difference");
            assertThat(difference.locator("del").first()).hasText("backend");
            assertThat(difference.locator("ins").first()).hasText("downstream-service");
        }
    }

    @Test
    void diagramCanBeReadWithTheKeyboard() {
        try (Window window = open()) {
            assertThat(window.page().locator(".ex-row")).hasCount(6);
            window.page().locator(".ex-row").first().focus();
            window.page().keyboard().press("ArrowDown");
            window.page().keyboard().press("ArrowDown");
            window.page().keyboard().press("Enter");
            assertThat(window.page().locator(".ex-row").nth(2)).hasAttribute("aria-current", "true");
            assertThat(window.page().locator("#ex-detail h3")).containsText("/login-actions/authenticate");
            window.page().keyboard().press("End");
            assertThat(window.page().locator(".ex-row").last()).isFocused();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "de, Autorisierungsserver",
        "nl, Autorisatieserver",
        "fr, Serveur d'autorisation",
        "es, Servidor de autorización"
    })
    void pageIsInTheLanguageOfTheBrowser(String language, String server) {
        try (Window window = new Window(browser, new NewContextOptions().setLocale(language), ExplorerServer.get())) {
            window.go("/explorer");
            assertThat(window.page().locator(".ex-lane").filter(new Locator.FilterOptions().setHasText(server)))
                    .hasCount(1);
        }
    }

    @Test
    void flowsCanBeFilteredWithTheKeyboard() {
        try (Window window = open()) {
            Page page = window.page();
            assertThat(page.locator("#ex-filter")).isHidden();
            oauth.backendToken("api:read");
            oauth.post("/token", exchange(oauth.backendToken("api:read"), "report-service"));
            oauth.codeFlow(Person.alice(), "openid");
            Locator flows = page.locator(".ex-flow");
            assertThat(flows).hasCount(4);
            page.locator("#ex-words").focus();
            page.keyboard().type("CREDENTIALS");
            assertThat(page.locator("#ex-shown"))
                    .hasText("2 of 4 flows match. The one in the diagram stays in the list.");
            assertThat(flows).hasCount(3);
            assertThat(flows.first()).hasAttribute("aria-current", "true");
            assertThat(flows.first()).containsText("Authorization code");
            page.keyboard().press("Tab");
            page.keyboard().press("Space");
            assertThat(page.locator("#ex-shown")).containsText("0 of 4");
            page.locator("#ex-words").fill("invalid_target");
            assertThat(page.locator("#ex-shown")).containsText("1 of 4");
            flows.last().click();
            assertThat(flows).hasCount(1);
            assertThat(page.locator("#ex-shown")).hasText("1 of 4 flows match.");
            window.inspect("explorer-filter");
            page.locator("#ex-words").fill("");
            page.uncheck("#ex-refused");
            assertThat(flows).hasCount(4);
            assertThat(page.locator("#ex-shown")).isEmpty();
        }
    }

    @Test
    void flowCanBeKeptAsAScriptWithoutSecrets() throws IOException {
        try (Window window = open()) {
            oauth.backendToken("api:read");
            assertThat(window.page().locator("#ex-title")).hasText("Client credentials, backend");
            window.page().click("summary:has-text('Keep this flow')");
            Download script = window.page().waitForDownload(() -> window.page().click("[data-keep=curl]"));
            assertThat(Files.readString(script.path()))
                    .startsWith("#!/usr/bin/env bash")
                    .contains("--data-urlencode 'client_secret='\"$BACKEND_SECRET\"")
                    .doesNotContain(oauth.env("BACKEND_CLIENT_SECRET"));
            assertThat(window.page().locator("[data-keep=link]"))
                    .hasAttribute("href", "#flow=clientCredentials&scope=api%3Aread");
        }
    }

    @Test
    void flowsAreOfferedAsSoonAsTheServerHasAnswered() {
        try (Window window = new Window(browser, new NewContextOptions(), ExplorerServer.get())) {
            List<Route> held = new ArrayList<>();
            window.page().route("**/explorer/context", held::add);
            window.go("/explorer");
            assertThat(window.page().locator("#ex-state")).hasText("Connecting …");
            assertThat(window.page().locator("#ex-try")).isHidden();
            assertThat(window.page().locator(".ex-row")).hasCount(6);
            window.page().waitForCondition(() -> !held.isEmpty());
            held.get(0).resume();
            assertThat(window.page().locator("#ex-try")).isVisible();
        }
    }

    @Test
    void nothingIsMissedWhileTheConnectionIsLost() {
        try (Window window = new Window(browser, new NewContextOptions(), ExplorerServer.get())) {
            window.page().route("**/explorer/{requests,stream}*", Route::abort);
            window.go("/explorer");
            assertThat(window.page().locator("#ex-state")).hasText("Connection lost. Trying again …");
            window.inspect("explorer-disconnected");
            oauth.backendToken("api:read");
            window.page().unroute("**/explorer/{requests,stream}*");
            assertThat(window.page().locator("#ex-state")).hasText("Live");
            assertThat(window.page().locator(".ex-flow").first()).containsText("Client credentials, backend");
        }
    }

    @Test
    void startPageLeadsToTheExplorer() {
        try (Window window = new Window(browser, new NewContextOptions(), ExplorerServer.get())) {
            window.go("/");
            window.press("#explorer");
            assertThat(window.page().locator("#ex-state")).hasAttribute("data-state", "live");
        }
    }

    @Test
    void tokenCanBePastedAndStaysInThePage() {
        String token = oauth.backendToken("api:read");
        try (Window window = open()) {
            window.page().click("summary:has-text('Import')");
            window.page().fill("#import-token", token);
            window.page().click("[data-action=decode]");
            assertThat(window.page().locator("#ex-import .ex-token")).containsText("api:read");
        }
    }

    @Test
    void harFileOfABrowserIsDrawn() {
        String archive = """
                {"log": {"entries": [
                  {"startedDateTime": "2026-01-01T00:00:00Z",
                   "request": {"method": "POST", "url": "https://as.example/token", "headers": [],
                     "postData": {"text": "grant_type=client_credentials&client_id=imported"}},
                   "response": {"status": 200, "headers": [], "content": {"text": "{}"}}}]}}
                """;
        try (Window window = open()) {
            window.page().click("summary:has-text('Import')");
            window.page()
                    .setInputFiles(
                            "#import-file",
                            new FilePayload("x.har", "application/json", archive.getBytes(StandardCharsets.UTF_8)));
            assertThat(window.page().locator(".ex-flow").filter(new Locator.FilterOptions().setHasText("imported")))
                    .hasCount(1);
        }
    }

    /** Takes the first picture of the README, with the port that a reader's server has. */
    private static void takePicture(Page page) {
        page.setViewportSize(1280, 1000);
        page.evaluate("scrollTo(0, 0)");
        page.evaluate(
                "for (const fold of [...document.querySelectorAll('#ex-detail details')].slice(1)) fold.open = false");
        page.evaluate("for (const code of document.querySelectorAll('#ex-detail .ex-url code')) "
                + "code.textContent = code.textContent.replace(/localhost:\\d+/, 'localhost:8080')");
        page.mouse().move(0, 0);
        BoundingBox box = page.locator(".ex-columns").boundingBox();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Project.server().resolveSibling("screenshots").resolve("readme-explorer.png"))
                .setFullPage(true)
                .setClip(box.x - MARGIN, box.y - MARGIN, box.width + 2 * MARGIN, box.height + 2 * MARGIN));
    }

    /** Opens the page without the requests of earlier tests. */
    private Window open() {
        Window window = new Window(browser, new NewContextOptions(), ExplorerServer.get());
        window.go("/explorer");
        ExplorerSteps.clear(window.page());
        return window;
    }

    private static Locator row(Window window, String text) {
        Page page = window.page();
        return page.locator(".ex-row")
                .filter(new Locator.FilterOptions().setHasText(text))
                .last();
    }

    private Map<String, String> exchange(String subject, String audience) {
        Map<String, String> form = new HashMap<>(oauth.as("backend"));
        form.put("grant_type", OAuth2.TOKEN_EXCHANGE);
        form.put("subject_token", subject);
        form.put("subject_token_type", OAuth2.ACCESS_TOKEN_TYPE);
        form.put("audience", audience);
        form.put("scope", "api:read");
        return form;
    }
}
