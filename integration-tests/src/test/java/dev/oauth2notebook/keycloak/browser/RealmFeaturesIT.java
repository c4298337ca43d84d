package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OneTimeCode;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.RealmSettings;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Features of Keycloak that the shipped realm leaves off work in that realm as soon as an administrator switches them on. */
@Isolated("changes the login page of the shipped realm")
class RealmFeaturesIT extends BrowserTest {

    private RealmSettings settings;

    @BeforeAll
    void switchFeaturesOn() {
        settings = RealmSettings.change(
                Map.of("registrationAllowed", true, "webAuthnPolicyPasswordlessPasskeysEnabled", true));
    }

    @AfterAll
    void switchFeaturesOff() {
        settings.restore();
    }

    @Test
    void newUserCanRegister() {
        String name = "user-" + UUID.randomUUID();
        try (Window window = Window.open(browser)) {
            openLogin(window.page());
            window.press("#kc-info a");
            Page page = window.page();
            page.fill("#username", name);
            page.fill("#password", "secret-1234");
            page.fill("#password-confirm", "secret-1234");
            page.fill("#email", name + "@example.org");
            page.fill("#firstName", "Test");
            page.fill("#lastName", "User");
            window.press("#kc-register-form [type=submit]");
            assertThat(page.locator(".nb-signed-in strong")).hasText(name);
            window.press("[name=accept]");
            page.waitForURL(CALLBACK);
        }
    }

    @Test
    void oneTimeCodesCanBeSetUpAndAreRequired() {
        Person person = newPerson("CONFIGURE_TOTP");
        try (Window window = Window.open(browser)) {
            Page page = window.page();
            openLogin(page);
            window.signIn(person);
            window.press("#mode-manual");
            String secret = page.textContent("#kc-totp-secret-key");
            page.fill("#totp", OneTimeCode.of(secret, 0));
            page.fill("#userLabel", "Phone");
            window.press("#saveTOTPBtn");
            window.press("[name=accept]");
            page.waitForURL(CALLBACK);
            page.context().clearCookies();
            openLogin(page);
            window.signIn(person);
            page.fill("#otp", "000000");
            window.press("#kc-login");
            assertThat(page.locator("#input-error-otp")).isVisible();
            // A code is accepted once, and one period early.
            page.fill("#otp", OneTimeCode.of(secret, 1));
            window.press("#kc-login");
            page.waitForURL(CALLBACK);
        }
    }

    @Test
    void passkeyCanBeRegisteredAndReplacesThePassword() {
        Person person = newPerson("webauthn-register-passwordless");
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.onDialog(Dialog::accept);
            addAuthenticator(context, page);
            openLogin(page);
            page.fill("#username", person.name());
            page.fill("#password", person.password());
            page.click("#kc-login");
            page.click("#registerWebAuthn");
            page.click("[name=accept]");
            page.waitForURL(CALLBACK);

            // The login page asks for a passkey at once, and this authenticator agrees at once.
            context.clearCookies();
            page.navigate(loginUrl(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            page.waitForURL(CALLBACK);
        }
    }

    private void openLogin(Page page) {
        page.navigate(loginUrl());
    }

    private String loginUrl() {
        return flows.oauth().url(flows.authorization(flows.oauth().authorizationRequest("openid profile")));
    }

    /** Adds an authenticator of the platform, such as a fingerprint reader, whose user always agrees. */
    private static void addAuthenticator(BrowserContext context, Page page) {
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        CDPSession devTools = context.newCDPSession(page);
        devTools.send("WebAuthn.enable");
        devTools.send("WebAuthn.addVirtualAuthenticator", parameters);
    }

    private static Person newPerson(String requiredAction) {
        return new Admin(NotebookServer.get()).newPerson("secret", List.of(requiredAction));
    }
}
