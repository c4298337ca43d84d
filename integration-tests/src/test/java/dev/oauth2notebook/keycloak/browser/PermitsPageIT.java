package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Server;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of the permits as an administrator of the realm uses it. */
class PermitsPageIT extends BrowserTest {

    private static final String PAGE = "/realms/notebook/permits";

    @Test
    void visitorIsAskedToSignIn() {
        try (Window window = Window.open(browser)) {
            window.go(PAGE);
            assertThat(window.page().locator("#permits-sign-in")).isVisible();
            window.inspect("permits-sign-in");
        }
    }

    @Test
    void administratorSeesThePermitsAndSimulatesAnExchange() {
        try (Window window = Window.open(browser)) {
            signIn(
                    window,
                    new Admin(NotebookServer.get()).newAdministrator("view-realm", "view-clients", "view-users"));
            window.go(PAGE);
            assertThat(window.page().locator(".pm-table")).containsText("backend-calls-downstream");
            assertThat(window.page().locator(".pm-plot")).containsText("report-service-calls-downst");
            window.inspect("permits");
            describe(window, "report-service");
            assertThat(window.page().locator("#pm-answer"))
                    .containsText("add `report-service` to `audiences` of permit backend-calls-downstream");
            window.inspect("permits-refused");
            describe(window, "downstream-service");
            assertThat(window.page().locator("#pm-answer")).containsText("backend-calls-downstream");
            assertThat(window.page().locator("#pm-answer")).containsText("api:read");
            window.inspect("permits-granted");
            describe(window, "nobody");
            assertThat(window.page().locator("#pm-invalid")).containsText("nobody");
            assertThat(window.page().locator("#pm-requester")).hasValue("backend");
            window.page().fill("#pm-audience", "");
            window.page().fill("#pm-resources", "urn:client:downstream-service https://unknown.example");
            window.press("#pm-simulate");
            assertThat(window.page().locator("#pm-answer"))
                    .containsText("urn:client:downstream-service → downstream-service");
            assertThat(window.page().locator("#pm-answer"))
                    .containsText("send no `resource` `https://unknown.example`");
            window.inspect("permits-resources");
            window.page().selectOption("#pm-grantType", "client_credentials");
            window.press("#pm-simulate");
            assertThat(window.page().locator("#pm-invalid")).containsText("subject");
            window.page().fill("#pm-subjectClient", "");
            window.press("#pm-simulate");
            assertThat(window.page().locator("#pm-answer"))
                    .containsText("no client-credentials permit applies to this requester");
            window.inspect("permits-client-credentials");
        }
    }

    /** The permit backend-impersonates is switched off. */
    @Test
    void problemsAreInTheLanguageOfTheBrowser() {
        try (Window window = new Window(browser, new NewContextOptions().setLocale("de"))) {
            signIn(window, new Admin(NotebookServer.get()).newAdministrator("view-realm", "view-clients"));
            window.go(PAGE);
            assertThat(window.page().locator(".pm-table"))
                    .containsText("Unerreichbar Die Richtlinie „backend-impersonates“ ist ausgeschaltet.");
            window.inspect("permits-de");
        }
    }

    @Test
    void administratorOfTheServerSeesThePermitsOfTheRealm() {
        // Not in a window that fails if a page logs something: Keycloak's console does.
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(NotebookServer.get().localUrl() + "/admin/master/console/");
            page.fill("#username", Server.ADMIN);
            page.fill("#password", Server.ADMIN);
            page.click("#kc-login");
            page.getByTestId("options-toggle").waitFor();
            page.navigate(NotebookServer.get().localUrl() + "/realms/master/permits/notebook");
            assertThat(page.locator(".pm-table")).containsText("backend-calls-downstream");
            Browser.screenshot(page, "permits-master");
        }
    }

    private static void describe(Window window, String audience) {
        Map.of(
                        "requester", "backend",
                        "subjectClient", "frontend",
                        "subjectUser", "alice",
                        "subjectScope", "openid api:read",
                        "audience", audience,
                        "scope", "api:read")
                .forEach((field, value) -> window.page().fill("#pm-" + field, value));
        window.press("#pm-simulate");
    }

    private void signIn(Window window, Person person) {
        window.go(flows.authorization(flows.oauth().authorizationRequest("openid")));
        window.signIn(person);
        window.page().waitForURL(CALLBACK);
    }
}
