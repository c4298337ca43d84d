package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.oauth2notebook.keycloak.browser.ExplorerSteps.OK;
import static dev.oauth2notebook.keycloak.browser.ExplorerSteps.REFUSED;
import static dev.oauth2notebook.keycloak.browser.ExplorerSteps.WAITING;
import static dev.oauth2notebook.keycloak.browser.ExplorerSteps.drive;
import static dev.oauth2notebook.keycloak.browser.ExplorerSteps.expect;
import static dev.oauth2notebook.keycloak.browser.ExplorerSteps.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.Person;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody steps through a flow in the explorer and signs in in the same window, which leaves the page and comes back. */
@ExtendWith(ExplorerServer.class)
@ResourceLock(ExplorerServer.REQUESTS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplorerRedirectIT {

    private Browser browser;

    @BeforeAll
    void openBrowser() {
        browser = new Browser();
    }

    @AfterAll
    void closeBrowser() {
        browser.close();
    }

    @Test
    void codeFlowContinuesWhereItLeftThePage() {
        Person person = new Admin(ExplorerServer.get()).newPerson();
        try (Window window = drive(browser, "code")) {
            Page page = window.page();
            String address = page.url();
            page.locator("[data-name=scope] input").fill("openid api:read");
            leave(window);
            signIn(page, person);
            expect(window, OK);
            assertThat(page).hasURL(address);
            assertThat(page.locator("[data-name=scope] input")).hasValue("openid api:read");
            assertThat(page.locator("[data-drive=code]")).hasAttribute("aria-pressed", "true");
            assertThat(page.evaluate("sessionStorage.getItem('leftFlow')")).isNull();
            window.inspect("explorer-redirect");
            page.click("[data-action=next]");
            page.click("[data-action=send]");
            expect(window, OK);
            assertThat(page.locator("#ex-title")).hasText("Authorization code with PKCE, frontend, " + person.name());
            page.goBack();
            assertThat(page).not().hasURL(Pattern.compile("code="));
        }
    }

    @Test
    void responseIsCheckedAfterwards() {
        try (Window window = drive(browser, "code")) {
            Page page = window.page();
            leave(window);
            signIn(page, new Admin(ExplorerServer.get()).newPerson());
            for (String mistake : new String[] {"changedState", "mixedUpIssuer", "unknownScope", "noPkce"}) {
                page.click("[data-choice=" + mistake + "]");
                assertThat(page.locator(".ex-outcome[data-mistake=" + mistake + "]"))
                        .hasAttribute("data-outcome", REFUSED);
                assertThat(page.locator("input[value=here]")).isChecked();
            }
        }
    }

    @Test
    void pushedRequestContinuesWithItsVerifier() {
        try (Window window = drive(browser, "par")) {
            Page page = window.page();
            page.click("[data-action=send]");
            expect(window, OK);
            page.click("[data-action=next]");
            leave(window);
            signIn(page, new Admin(ExplorerServer.get()).newPerson());
            expect(window, OK);
            page.click("[data-action=next]");
            page.click("[data-action=send]");
            expect(window, OK);
        }
    }

    @Test
    void responseInTheFragmentComesBack() {
        try (Window window = drive(browser, "code")) {
            Page page = window.page();
            page.locator(".ex-request > button").click();
            page.locator(".ex-field").last().locator("[data-part=name]").fill("response_mode");
            page.locator(".ex-field").last().locator("[data-part=value]").fill("fragment");
            leave(window);
            signIn(page, new Admin(ExplorerServer.get()).newPerson());
            expect(window, OK);
        }
    }

    @Test
    void pageOfTheServerThatRefusesLeadsBackByTheBrowser() {
        try (Window window = drive(browser, "code")) {
            Page page = window.page();
            page.check("input[value=here]");
            page.click("[data-choice=foreignRedirect]");
            assertThat(page.locator("#explorer")).hasCount(0);
            page.goBack();
            expect(window, WAITING);
            assertThat(page.locator(".ex-outcome")).containsText("came back without a response");
            assertThat(page.locator(".ex-outcome")).containsText("Why this is checked:");
        }
    }

    /** Anybody can link to the callback page, so a response of unknown origin does not lead to the explorer. */
    @Test
    void responseWithAnotherStateStaysOnTheCallbackPage() {
        try (Window window = drive(browser, "code")) {
            Page page = window.page();
            leave(window);
            assertThat(page.locator("#username")).isVisible();
            window.go("/callback?code=abc&state=another");
            assertThat(page.locator("#response-code")).hasText("abc");
            window.go("/explorer");
            expect(window, WAITING);
            page.click("[data-step=authorize]");
            assertThat(page.locator("[data-step=redeem]")).isDisabled();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://attacker.example/", "//attacker.example/", "javascript:alert(1)", "data:text/html,x"})
    void callbackPageLeadsToItsOwnServerOnly(String target) {
        try (Window window = new Window(browser, new NewContextOptions(), ExplorerServer.get())) {
            Page page = window.page();
            window.go("/callback");
            page.evaluate(
                    "page => sessionStorage.setItem('leftFlow', JSON.stringify({ page, state: 'known' }))", target);
            window.go("/callback?code=abc&state=known");
            page.waitForLoadState(LoadState.NETWORKIDLE);
            assertThat(page).hasURL(Pattern.compile("/callback\\?code=abc&state=known$"));
            assertThat(page.locator("#response-code")).hasText("abc");
        }
    }

    private static void leave(Window window) {
        window.page().check("input[value=here]");
        window.page().click("[data-action=send]");
    }
}
