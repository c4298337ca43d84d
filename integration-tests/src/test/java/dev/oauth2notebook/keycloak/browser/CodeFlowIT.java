package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.InjectionPayloads;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The authorization code flow with PKCE in a browser, up to the callback page. */
class CodeFlowIT extends BrowserTest {

    @Test
    void copiedCodeCanBeRedeemed() {
        try (Window window = new Window(
                browser, new NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")))) {
            Map<String, String> request = start(window, "openid profile");
            window.signIn(flows.newPerson());
            window.press("[name=accept]");
            window.page().waitForURL(CALLBACK);
            assertThat(window.page().locator("#response-state")).hasText(request.get("state"));
            assertThat(window.page().locator("#response-iss"))
                    .hasText(NotebookServer.get().localUrl() + "/realms/notebook");
            window.page().click("[data-copy=response-code]");
            assertThat(window.page().locator("[data-copy=response-code]")).hasText("Copied");
            String code = (String) window.page().evaluate("navigator.clipboard.readText()");
            redeem(code);
            assertThat(NotebookServer.get().log()).doesNotContain(code);
        }
    }

    @Test
    void flowCanBeCompletedWithTheKeyboardAlone() {
        Person person = flows.newPerson();
        try (Window window = Window.open(browser)) {
            start(window, "openid profile");
            // The first field has the focus.
            window.page().keyboard().type(person.name());
            window.page().keyboard().press("Tab");
            window.page().keyboard().type(person.password());
            window.follow(() -> window.page().keyboard().press("Enter"));
            window.tabTo("accept");
            window.follow(() -> window.page().keyboard().press("Enter"));
            window.page().waitForURL(CALLBACK);
        }
    }

    @Test
    void flowWorksWithoutJavaScript() {
        Person person = flows.newPerson();
        try (Window window = new Window(browser, new NewContextOptions().setJavaScriptEnabled(false))) {
            window.go(flows.authorization(flows.oauth().authorizationRequest("openid profile")));
            window.page().fill("#username", person.name());
            window.page().fill("#password", person.password());
            window.page().click("#kc-login");
            window.page().click("[name=accept]");
            window.page().waitForURL(CALLBACK);
            redeem(window.page().locator("#response-code").textContent());
        }
    }

    @Test
    void denyingConsentReturnsAccessDeniedAndTheCallbackPageExplainsIt() {
        try (Window window = Window.open(browser)) {
            start(window, "openid profile");
            window.signIn(flows.newPerson());
            window.follow(() -> window.page().keyboard().press("Escape"));
            window.page().waitForURL(CALLBACK);
            assertThat(Urls.parameter(window.page().url(), "error")).isEqualTo("access_denied");
            assertThat(window.page().locator("main")).containsText("The user denied the request");
        }
    }

    @Test
    void anotherUserCanSignInFromTheConsentPage() {
        Person first = flows.newPerson();
        Person second = flows.newPerson();
        try (Window window = Window.open(browser)) {
            start(window, "openid profile");
            window.signIn(first);
            assertThat(window.page().locator(".nb-signed-in strong")).hasText(first.name());
            window.press("#switch-user");
            window.signIn(second);
            assertThat(window.page().locator(".nb-signed-in strong")).hasText(second.name());
        }
    }

    @Test
    void passwordCanBeRevealedAndErrorsAreShownAtTheField() {
        try (Window window = Window.open(browser)) {
            start(window, "openid");
            Page page = window.page();
            assertThat(page.locator("#username")).hasAttribute("autocomplete", "username");
            assertThat(page.locator("#password")).hasAttribute("autocomplete", "current-password");
            page.fill("#username", "nobody");
            page.fill("#password", "wrong");
            page.click(".nb-reveal");
            assertThat(page.locator("#password")).hasAttribute("type", "text");
            assertThat(page.locator(".nb-reveal")).hasAttribute("aria-pressed", "true");
            window.press("#kc-login");
            assertThat(page.locator("#username")).hasAttribute("aria-describedby", "input-error-username");
            assertThat(page.locator("#input-error-username")).hasText("Invalid username or password.");
            assertThat(page.locator("#password")).hasAttribute("type", "password");
        }
    }

    @Test
    void loginPageNamesTheApplication() {
        try (Window window = Window.open(browser)) {
            start(window, "openid");
            assertThat(window.page().locator("#login-application")).hasText("to continue to Frontend");
        }
    }

    @Test
    void afterAWrongPasswordOnlyThePasswordMustBeTyped() {
        Person person = flows.newPerson();
        try (Window window = Window.open(browser)) {
            start(window, "openid profile");
            window.signIn(new Person(person.name(), "wrong"));
            assertThat(window.page().locator("#username")).hasValue(person.name());
            assertThat(window.page().locator("#password")).isFocused();
            assertThat(window.page().locator("#password"))
                    .hasAttribute("aria-describedby", "input-error-username password-caps-lock");
            window.page().keyboard().type(person.password());
            window.follow(() -> window.page().keyboard().press("Enter"));
            assertThat(window.page().locator("[name=accept]")).isVisible();
        }
    }

    @Test
    void wrongPasswordIsReportedWhenTheUserSignsInAgain() {
        Person person = flows.newPerson();
        try (Window window = Window.open(browser)) {
            Map<String, String> request = start(window, "openid profile");
            window.signIn(person);
            window.press("[name=accept]");
            window.go(flows.authorization(OAuth2.with(request, "prompt", "login")));
            assertThat(window.page().locator("#kc-attempted-username")).hasText(person.name());
            assertThat(window.page().locator("#password")).isFocused();
            window.page().fill("#password", "wrong");
            window.press("#kc-login");
            assertThat(window.page().locator("#input-error-password")).isVisible();
            assertThat(window.page().locator("#password")).isFocused();
        }
    }

    @Test
    void consentPageShowsWhereTheUserIsRedirected() {
        try (Window window = Window.open(browser)) {
            start(window, "openid profile");
            window.signIn(flows.newPerson());
            assertThat(window.page().locator("#redirect-target"))
                    .hasText(URI.create(flows.oauth().env("FRONTEND_REDIRECT_URI"))
                            .getAuthority());
            assertThat(window.page().locator("h1")).hasText("Frontend asks for access");
            assertThat(window.page().getByText("asks for")).hasCount(1);
        }
    }

    @Test
    void errorPageShowsAReferenceToItsLogMessage() {
        try (Window window = Window.open(browser)) {
            window.go("/auth?response_type=code&client_id=nobody");
            String reference = window.page().locator("#error-reference").textContent();
            assertThat(reference).matches("[A-Za-z0-9]{10}");
            assertThat(NotebookServer.get().log())
                    .contains("Error page " + reference + ": clientNotFoundMessage, status 400, realm notebook");
        }
    }

    @Test
    void logoutEndsTheSession() {
        try (Window window = Window.open(browser)) {
            Map<String, String> request = start(window, "openid profile");
            window.signIn(flows.newPerson());
            window.press("[name=accept]");
            window.go("/logout");
            window.press("#kc-logout");
            window.go(flows.authorization(OAuth2.with(request, "prompt", "none")));
            assertThat(Urls.parameter(window.page().url(), "error")).isEqualTo("login_required");
        }
    }

    @Test
    void logoutEndsWithALinkToTheStartPage() {
        try (Window window = Window.open(browser)) {
            start(window, "openid profile");
            window.signIn(flows.newPerson());
            window.press("[name=accept]");
            window.go("/logout");
            window.press("#kc-logout");
            assertThat(window.page().locator("h1")).hasText("You are logged out");
            window.press("#backToStart");
            assertThat(window.page().locator("h1")).hasText("The server is running");
        }
    }

    @Test
    void logoutOfAnApplicationWithAHomePageEndsWithALinkToIt() {
        String home = flows.oauth().url("/callback");
        String client = "client-" + UUID.randomUUID();
        new Admin(NotebookServer.get())
                .create("/notebook/clients", Map.of("clientId", client, "publicClient", true, "baseUrl", home));
        try (Window window = Window.open(browser)) {
            window.go("/logout?client_id=" + client);
            assertThat(window.page().locator("#backToApplication")).hasAttribute("href", home);
            window.press("#kc-logout");
            assertThat(window.page().locator("#backToApplication")).hasAttribute("href", home);
            assertThat(window.page().locator("#backToStart")).hasCount(0);
        }
    }

    @Test
    void frontChannelLogoutEndsWithALinkToTheStartPage() {
        String client = "client-" + UUID.randomUUID();
        String callback = flows.oauth().env("FRONTEND_REDIRECT_URI");
        new Admin(NotebookServer.get())
                .create(
                        "/notebook/clients",
                        Map.of(
                                "clientId",
                                client,
                                "name",
                                "Shop",
                                "publicClient",
                                true,
                                "redirectUris",
                                List.of(callback),
                                "frontchannelLogout",
                                true,
                                "attributes",
                                Map.of("frontchannel.logout.url", callback)));
        try (Window window = Window.open(browser)) {
            window.go(flows.authorization(
                    OAuth2.with(flows.oauth().authorizationRequest("openid"), "client_id", client)));
            window.signIn(flows.newPerson());
            window.page().waitForURL(CALLBACK);
            window.go("/logout");
            window.press("#kc-logout");
            assertThat(window.page().locator("main li")).containsText("Shop");
            window.press("#backToStart");
            assertThat(window.page().locator("h1")).hasText("The server is running");
        }
    }

    @ParameterizedTest
    @CsvSource({"de, Bei Ihrem Konto anmelden", "nl, Inloggen bij uw account"})
    void pagesUseTheLanguageOfTheBrowser(String language, String title) {
        try (Window window = new Window(browser, new NewContextOptions().setLocale(language))) {
            start(window, "openid profile");
            assertThat(window.page().locator("html")).hasAttribute("lang", language);
            assertThat(window.page().locator("h1")).hasText(title);
            window.page().click(".nb-languages summary");
            window.press(".nb-languages a[lang=en]");
            assertThat(window.page().locator("h1")).hasText("Sign in to your account");
        }
    }

    @Test
    void responseParametersAreShownAsPlainText() {
        try (Window window = Window.open(browser)) {
            for (String payload : InjectionPayloads.all()) {
                for (String parameter : List.of("code", "error")) {
                    window.go(Urls.query("/callback", Map.of(parameter, payload, "state", payload, "iss", payload)));
                    assertThat(window.page().locator("#response-" + parameter)).hasText(payload);
                    assertThat(window.page().locator("#response-state")).hasText(payload);
                }
            }
        }
    }

    private Map<String, String> start(Window window, String scope) {
        Map<String, String> request = flows.oauth().authorizationRequest(scope);
        window.go(flows.authorization(request));
        return request;
    }

    private void redeem(String code) {
        OAuth2.accessToken(flows.oauth().post("/token", flows.oauth().codeRequest(code)));
    }
}
