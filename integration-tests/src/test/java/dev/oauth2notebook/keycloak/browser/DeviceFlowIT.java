package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import dev.oauth2notebook.keycloak.support.Person;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The device flow in a browser with the screen size of a phone. */
class DeviceFlowIT extends BrowserTest {

    @Test
    void flowCanBeCompletedWithTheKeyboardAlone() {
        Person person = flows.newPerson();
        JsonPath device = flows.startDevice();
        String code = device.getString("user_code");
        try (Window window = phone()) {
            window.go("/device");
            assertThat(flows.poll(device)).isEqualTo("authorization_pending");
            // As users type it: in lower case and without the hyphen. The field has the focus.
            window.page().keyboard().type(code.toLowerCase(Locale.ROOT).replace("-", ""));
            assertThat(window.page().locator("#device_user_code")).hasValue(code);
            window.follow(() -> window.page().keyboard().press("Enter"));
            window.page().keyboard().type(person.name());
            window.page().keyboard().press("Tab");
            window.page().keyboard().type(person.password());
            window.follow(() -> window.page().keyboard().press("Enter"));
            assertThat(window.page().locator("main")).containsText("Continue only if you started this yourself");
            window.tabTo("accept");
            window.follow(() -> window.page().keyboard().press("Enter"));
            assertThat(window.page().locator("h1")).hasText("Your device is connected");
            assertThat(window.page().locator("svg.oa-success")).isVisible();
        }
        assertThat(flows.finalAnswer(device)).isNull();
    }

    @Test
    void linkWithACodeWaitsForConfirmation() {
        JsonPath device = flows.startDevice();
        try (Window window = phone()) {
            window.page().navigate(device.getString("verification_uri_complete"));
            assertThat(window.page().locator("#user-code")).hasText(device.getString("user_code"));
            assertThat(window.page().locator("#username")).hasCount(0);
            window.press("#device-confirm-yes button");
            assertThat(window.page().locator("#username")).isVisible();
        }
    }

    /** The code is looked up only when the user confirms it, not when the link is opened or embedded as an image. */
    @Test
    void wrongCodeInALinkIsRefusedOnConfirmation() {
        try (Window window = phone()) {
            window.go("/device?user_code=bcdfghjk");
            assertThat(window.page().locator("#user-code")).hasText("BCDF-GHJK");
            window.press("#device-confirm-yes button");
            assertThat(window.page().locator("#device_user_code")).hasValue("BCDF-GHJK");
            assertThat(window.page().locator("#input-error-device_user_code[role=alert]"))
                    .isVisible();
        }
    }

    @Test
    void escapeKeyDeniesConsent() {
        JsonPath device = flows.startDevice();
        try (Window window = phone()) {
            window.go("/device?user_code=" + device.getString("user_code"));
            window.press("#device-confirm-yes button");
            window.signIn(flows.newPerson());
            window.follow(() -> window.page().keyboard().press("Escape"));
            assertThat(window.page().locator("main")).containsText("Nothing was shared");
        }
        assertThat(flows.finalAnswer(device)).isEqualTo("access_denied");
    }

    @Test
    void incompleteCodeIsNotSent() {
        try (Window window = phone()) {
            window.go("/device");
            List<String> sent = new ArrayList<>();
            window.page().onRequest(request -> sent.add(request.method()));
            for (String incomplete : List.of("", "BCDF-GHJ")) {
                window.page().fill("#device_user_code", incomplete);
                window.page().keyboard().press("Enter");
                assertThat(window.page().locator("#input-error-container-device_user_code [role=alert]"))
                        .hasText("This code is incomplete. It has eight letters.");
                assertThat(window.page().locator("#device_user_code")).isFocused();
                assertThat(window.page().locator("#device_user_code")).hasAttribute("aria-invalid", "true");
                window.page().keyboard().type("K");
                assertThat(window.page().locator("#input-error-container-device_user_code [role=alert]"))
                        .hasCount(0);
            }
            assertThat(window.page().locator("#device_user_code")).hasValue("BCDF-GHJK");
            assertThat(sent).doesNotContain("POST");
            window.follow(() -> window.page().keyboard().press("Enter"));
            assertThat(sent).contains("POST");
        }
    }

    @Test
    void errorOfTheServerGoesAwayWhileTyping() {
        try (Window window = phone()) {
            window.go("/device");
            window.page().fill("#device_user_code", "BCDF-GHJK");
            window.press("#kc-login");
            assertThat(window.page().locator("#input-error-device_user_code")).isVisible();
            window.page().keyboard().press("Backspace");
            assertThat(window.page().locator("#input-error-device_user_code")).hasCount(0);
            assertThat(window.page().locator("#device_user_code")).not().hasAttribute("aria-invalid", "true");
            assertThat(window.page().locator("#device_user_code")).hasAttribute("aria-describedby", "user-code-hint");
        }
    }

    @Test
    void sameFormIsSentAgainAfterAnIncompleteCode() {
        JsonPath device = flows.startDevice();
        try (Window window = phone()) {
            window.go("/device");
            window.page().fill("#device_user_code", "B");
            window.page().click("#kc-login");
            window.page().fill("#device_user_code", device.getString("user_code"));
            window.press("#kc-login");
            assertThat(window.page().locator("#username")).isVisible();
        }
    }

    @Test
    void bothWaysToDenyLeadToTheSamePageWithALinkToEnterAnotherCode() {
        JsonPath device = flows.startDevice();
        try (Window window = phone()) {
            window.go("/device?user_code=" + device.getString("user_code"));
            window.press("#device-confirm-no button");
            String declined = window.page().innerText("main");
            window.press("#another-code");
            window.page().fill("#device_user_code", device.getString("user_code"));
            window.press("#kc-login");
            window.signIn(flows.newPerson());
            window.press("[name=cancel]");
            assertThat(window.page().innerText("main")).isEqualTo(declined);
            window.press("#another-code");
            assertThat(window.page().locator("#device_user_code")).isFocused();
        }
    }

    @Test
    void incompleteCodeIsAnsweredByTheServerWithoutJavaScript() {
        try (Window window = new Window(browser, new NewContextOptions().setJavaScriptEnabled(false))) {
            window.go("/device");
            window.page().fill("#device_user_code", "BCDF");
            window.page().click("#kc-login");
            assertThat(window.page().locator("#input-error-device_user_code")).isVisible();
        }
    }

    @Test
    void wrongCodeIsKeptForCorrectionAndAnnounced() {
        try (Window window = phone()) {
            window.go("/device");
            window.page().fill("#device_user_code", "bcdf ghjk");
            window.press("#kc-login");
            assertThat(window.page().locator("#device_user_code")).hasValue("BCDF-GHJK");
            assertThat(window.page().locator("#device_user_code")).isFocused();
            assertThat(window.page().locator("#input-error-device_user_code[role=alert]"))
                    .isVisible();
        }
    }

    @Test
    void expiredCodeIsExplained() {
        JsonPath device = flows.startDevice("KIOSK", "openid");
        assertThat(flows.finalAnswer("KIOSK", device)).isEqualTo("expired_token");
        try (Window window = phone()) {
            window.go("/device");
            window.page().fill("#device_user_code", device.getString("user_code"));
            window.press("#kc-login");
            assertThat(window.page().locator("#input-error-device_user_code")).containsText("has expired");
        }
    }

    @Test
    void flowWorksWithoutJavaScript() {
        Person person = flows.newPerson();
        JsonPath device = flows.startDevice();
        try (Window window = new Window(browser, new NewContextOptions().setJavaScriptEnabled(false))) {
            window.go("/device");
            window.page()
                    .fill("#device_user_code", device.getString("user_code").toLowerCase(Locale.ROOT));
            window.page().click("#kc-login");
            window.page().fill("#username", person.name());
            window.page().fill("#password", person.password());
            window.page().click("#kc-login");
            window.page().click("[name=accept]");
            assertThat(window.page().locator("h1")).hasText("Your device is connected");
        }
        assertThat(flows.finalAnswer(device)).isNull();
    }

    private Window phone() {
        return new Window(
                browser, new NewContextOptions().setViewportSize(360, 740).setHasTouch(true));
    }
}
