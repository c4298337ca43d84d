package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.Person;

/** What everybody does who steps through a flow in the explorer. */
final class ExplorerSteps {

    static final String OK = "ok";
    static final String REFUSED = "refused";
    static final String WAITING = "waiting";

    private ExplorerSteps() {}

    /** Opens the explorer in a new window, and chooses a flow. */
    static Window drive(Browser browser, String flow) {
        Window window = new Window(browser, new NewContextOptions(), ExplorerServer.get());
        window.go("/explorer");
        assertThat(window.page().locator("#ex-state")).hasAttribute("data-state", "live");
        window.page().click("[data-drive=" + flow + "]");
        assertThat(window.page().locator("#ex-driver [data-action=send]")).isVisible();
        return window;
    }

    /** Waits until the page shows what happens, and removes what happened before. */
    static void clear(Page page) {
        assertThat(page.locator("#ex-state")).hasAttribute("data-state", "live");
        // The button is hidden if there is nothing, and requests of earlier tests may still arrive.
        page.waitForFunction("() => { document.getElementById('ex-clear').click();"
                + " return !document.getElementById('ex-example').hidden; }");
        assertThat(page.locator("#ex-example")).isVisible();
    }

    /** Signs in and consents. */
    static void signIn(Page page, Person person) {
        page.fill("#username", person.name());
        page.fill("#password", person.password());
        page.click("#kc-login");
        page.click("[name=accept]");
    }

    /** Waits for the outcome of a step. */
    static void expect(Window window, String outcome) {
        assertThat(window.page().locator(".ex-outcome")).hasAttribute("data-outcome", outcome);
    }
}
