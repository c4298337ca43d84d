package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.oauth2notebook.keycloak.support.Person;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inspects every page of the shipped realm in light and dark mode, on a desktop and on a phone. */
@Order(1)
class PagesIT extends BrowserTest {

    @ParameterizedTest
    @CsvSource({
        "start, /",
        "start-realm, /realms/notebook/oauth2",
        "callback-empty, /callback",
        "callback-error, /callback?error=access_denied&state=x&error_description=User+said+no",
        "logout, /logout",
        "endpoint, /token",
        "endpoint-userinfo, /userinfo",
        "not-found, /callbak",
        "errors, /errors",
        "error-topic, /errors/code-used",
        "error, /auth?client_id=nobody&response_type=code",
    })
    void pagesThatNeedNoSignIn(String name, String path) {
        try (Window window = Window.open(browser)) {
            window.go(path);
            window.inspect(name);
        }
    }

    @Test
    void pagesOfTheCodeFlow() {
        Person person = flows.newPerson();
        try (Window window = Window.open(browser)) {
            window.go(flows.authorization(
                    flows.oauth().authorizationRequest("openid profile email offline_access api:read api:write")));
            window.inspect("login");
            window.page().fill("#username", person.name());
            window.page().fill("#password", "wrong");
            window.press("#kc-login");
            window.inspect("login-wrong");
            window.signIn(person);
            window.inspect("consent");
            window.press("[name=accept]");
            window.page().waitForURL(CALLBACK);
            window.inspect("callback");
        }
    }

    @Test
    void expiredPage() {
        try (Window window = Window.open(browser)) {
            window.go(flows.authorization(flows.oauth().authorizationRequest("openid")));
            // As if the user had opened a bookmark of an earlier step.
            String step = window.page().locator("#kc-form-login").getAttribute("action");
            window.page()
                    .navigate(step.replaceAll("execution=[^&]*", "execution=another")
                            .replaceAll("session_code=[^&]*&", ""));
            assertThat(window.page().locator("#loginRestartLink")).isVisible();
            window.inspect("expired");
        }
    }

    @Test
    void pagesOfTheDeviceFlow() {
        Person person = flows.newPerson();
        JsonPath device = flows.startDevice();
        try (Window window = Window.open(browser)) {
            window.go("/device");
            window.inspect("device");
            window.page().fill("#device_user_code", "BCDF-GHJK");
            window.press("#kc-login");
            window.inspect("device-wrong");
            window.go("/device?user_code=" + device.getString("user_code"));
            window.inspect("device-confirm");
            window.press("#device-confirm-yes button");
            window.signIn(person);
            window.inspect("device-consent");
            window.press("[name=accept]");
            window.inspect("device-connected");
        }
    }

    @Test
    void pagesOfARefusedDevice() {
        JsonPath device = flows.startDevice();
        try (Window window = Window.open(browser)) {
            window.go("/device?user_code=" + device.getString("user_code"));
            window.press("#device-confirm-no button");
            window.inspect("device-declined");
            window.go("/device?user_code=" + device.getString("user_code"));
            window.press("#device-confirm-yes button");
            window.signIn(flows.newPerson());
            window.press("[name=cancel]");
            window.inspect("device-denied");
        }
    }

    /** Pages of features that are disabled in the shipped realm. */
    @Test
    void pagesOfOptionalFeatures() {
        PagesRealm realm = PagesRealm.create("notebook");
        for (String action : List.of("UPDATE_PASSWORD", "CONFIGURE_TOTP", "UPDATE_PROFILE")) {
            try (Window window = Window.open(browser)) {
                window.go(realm.login());
                window.signIn(realm.newPerson(action));
                window.inspect("action-" + action.toLowerCase(java.util.Locale.ROOT));
            }
        }
        try (Window window = Window.open(browser)) {
            window.go(realm.login());
            window.inspect("login-everything");
            window.press("#kc-info a");
            window.inspect("registration");
            window.follow(() -> window.page()
                    .locator("form[method=post] :is(input, button)[type=submit]")
                    .click());
            window.inspect("registration-wrong");
        }
        try (Window window = Window.open(browser)) {
            window.go(realm.login());
            window.press("a[href*=reset-credentials]");
            window.inspect("reset-password");
        }
        try (Window window = Window.open(browser)) {
            window.go(realm.login());
            window.signIn(realm.newPersonWithSecondFactors());
            window.inspect("otp");
            window.press("#try-another-way");
            window.inspect("select-authenticator");
        }
        try (Window window = Window.open(browser)) {
            window.go(realm.logout());
            window.press("#kc-logout");
            window.inspect("info");
        }
    }
}
