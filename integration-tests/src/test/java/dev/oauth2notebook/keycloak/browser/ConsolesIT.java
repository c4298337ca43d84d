package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.oauth2notebook.keycloak.support.Poll.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Keycloak's own consoles in the shipped realm. Their built-in clients need client scopes that are easily forgotten in
 * a realm file.
 */
class ConsolesIT extends BrowserTest {

    private static final String ACCOUNT = "/realms/notebook/account/";

    @Test
    void accountConsoleShowsTheSignedInUser() {
        try (BrowserContext context = browser.newContext()) {
            Page page = signIn(context, ACCOUNT, flows.newPerson());
            assertThat(page.getByTestId("page-heading")).hasText("Personal info");
            assertThat(page.getByTestId("firstName")).hasValue("Test");
            Browser.screenshot(page, "account");
        }
    }

    @Test
    void accountConsoleKeepsTheLanguageOfTheLoginPage() {
        try (BrowserContext context = browser.newContext(new NewContextOptions().setLocale("nl"))) {
            Page page = signIn(context, ACCOUNT, flows.newPerson());
            assertThat(page.getByTestId("page-heading")).hasText("Persoonlijke informatie");
        }
    }

    @Test
    void consentRevokedInTheAccountConsoleIsRequestedAgain() {
        Person person = flows.newPerson();
        OAuth2 oauth = flows.oauth();
        oauth.authorize(person, oauth.authorizationRequest("openid profile"));
        try (BrowserContext context = browser.newContext()) {
            Page page = signIn(context, ACCOUNT + "applications", person);
            page.click("#toggle-" + oauth.env("FRONTEND_CLIENT_ID"));
            button(page, "Remove access").click();
            page.click("#modal-confirm");
            assertThat(page.locator("#toggle-" + oauth.env("FRONTEND_CLIENT_ID")))
                    .hasCount(0);

            page.navigate(oauth.url(flows.authorization(oauth.authorizationRequest("openid profile"))));
            assertThat(page.locator("[name=accept]")).isVisible();
        }
    }

    @Test
    void signingOutInTheAccountConsoleInvalidatesTheRefreshToken() {
        Person person = flows.newPerson();
        OAuth2 oauth = flows.oauth();
        String code =
                oauth.authorize(person, oauth.authorizationRequest("openid")).parameter("code");
        String refreshToken = oauth.post("/token", oauth.codeRequest(code)).path("refresh_token");
        try (BrowserContext context = browser.newContext()) {
            Page page = signIn(context, ACCOUNT + "account-security/device-activity", person);
            button(page, "Sign out all devices").click();
            page.click("#modal-confirm");
            String error = until(
                    () -> oauth.post(
                                    "/token",
                                    OAuth2.with(
                                            OAuth2.with(oauth.as("frontend"), "grant_type", "refresh_token"),
                                            "refresh_token",
                                            refreshToken))
                            .path("error"),
                    answer -> answer != null);
            assertThat(error).isEqualTo("invalid_grant");
            // Chromium sometimes hangs if it is closed while the console is still leading to the login page.
            assertThat(page.locator("[name=username]")).isVisible();
        }
    }

    @Test
    void realmAdministratorCanOpenTheAdminConsole() {
        Person person = flows.newPerson();
        makeRealmAdministrator(person);
        try (BrowserContext context = browser.newContext()) {
            Page page = signIn(context, "/admin/notebook/console/", person);
            page.getByTestId("nav-item-clients")
                    .or(page.locator("#nav-item-clients"))
                    .first()
                    .click();
            // Sorts to the first page of the list, no matter which clients other tests have created.
            assertThat(page.getByText(Pattern.compile("^account-console$")).first())
                    .isVisible();
        }
    }

    private Page signIn(BrowserContext context, String path, Person person) {
        Page page = context.newPage();
        page.navigate(NotebookServer.get().localUrl() + path);
        page.fill("#username", person.name());
        page.fill("#password", person.password());
        page.click("#kc-login");
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private void makeRealmAdministrator(Person person) {
        Admin admin = new Admin(NotebookServer.get());
        JsonPath users = admin.request()
                .queryParam("exact", true)
                .queryParam("username", person.name())
                .get("/notebook/users")
                .jsonPath();
        String client = admin.request()
                .queryParam("clientId", "realm-management")
                .get("/notebook/clients")
                .path("[0].id");
        Map<String, Object> role = admin.request()
                .get("/notebook/clients/" + client + "/roles/realm-admin")
                .jsonPath()
                .getMap("$");
        admin.request()
                .body(List.of(role))
                .post("/notebook/users/" + users.getString("[0].id") + "/role-mappings/clients/" + client)
                .then()
                .statusCode(204);
    }
}
