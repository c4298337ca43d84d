package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.oauth2notebook.keycloak.browser.ExplorerSteps.OK;
import static dev.oauth2notebook.keycloak.browser.ExplorerSteps.REFUSED;
import static dev.oauth2notebook.keycloak.browser.ExplorerSteps.drive;
import static dev.oauth2notebook.keycloak.browser.ExplorerSteps.expect;
import static dev.oauth2notebook.keycloak.browser.ExplorerSteps.signIn;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.RealmSettings;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Somebody steps through the flows in the explorer, and breaks them. */
@ExtendWith(ExplorerServer.class)
@ResourceLock(ExplorerServer.REQUESTS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplorerDriveIT {

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
    void authorizationCodeFlowFromSignInToSignOut() {
        Person person = new Admin(ExplorerServer.get()).newPerson();
        try (Window window = drive(browser, "code")) {
            signIn(send(window), person);
            expect(window, OK);
            breakIt(window, "changedState");
            breakIt(window, "mixedUpIssuer");
            for (String mistake : new String[] {"wrongVerifier", "noVerifier", "stolenCode", "otherRedirect"}) {
                newCode(window);
                breakIt(window, mistake);
                assertThat(window.page().locator("[data-choice=" + mistake + "]"))
                        .isDisabled();
            }
            newCode(window);
            send(window);
            expect(window, OK);
            window.inspect("explorer-drive");
            next(window);
            send(window);
            expect(window, OK);
            breakIt(window, "forgedToken");
            breakIt(window, "noToken");
            open(window, "introspect");
            send(window);
            expect(window, OK);
            breakIt(window, "strangerIntrospects");
            open(window, "refresh");
            send(window);
            expect(window, OK);
            breakIt(window, "widerScope");
            breakIt(window, "stolenRefresh");
            breakIt(window, "reusedRefresh");
            assertThat(window.page().locator(".ex-outcome")).containsText("Each refresh token works once.");
            assertThat(window.page().locator("#ex-title"))
                    .hasText("Authorization code with PKCE, frontend, " + person.name());
        }
    }

    @Test
    void authorizationRequestWithEachMistake() {
        try (Window window = drive(browser, "code")) {
            breakIt(window, "foreignRedirect");
            breakIt(window, "noPkce");
            breakIt(window, "unknownScope");
        }
    }

    @Test
    void codeThatIsUsedAgainEndsTheSession() {
        try (Window window = drive(browser, "code")) {
            getTokens(window);
            breakIt(window, "replayedCode");
            open(window, "callApi");
            send(window);
            expect(window, REFUSED);
        }
    }

    @Test
    void codeIsKeptUntilItHasExpired() {
        RealmSettings settings = RealmSettings.change(ExplorerServer.get(), Map.of("accessCodeLifespan", 1));
        try (Window window = drive(browser, "code")) {
            signIn(send(window), new Admin(ExplorerServer.get()).newPerson());
            expect(window, OK);
            next(window);
            breakIt(window, "expiredCode");
            assertThat(window.page().locator(".ex-outcome")).containsText("invalid_grant");
        } finally {
            settings.restore();
        }
    }

    @Test
    void waitForTheEndOfACodeCanBeCancelled() {
        try (Window window = drive(browser, "code")) {
            Page page = window.page();
            signIn(send(window), new Admin(ExplorerServer.get()).newPerson());
            expect(window, OK);
            next(window);
            page.click("[data-choice=expiredCode]");
            assertThat(page.locator(".ex-wait")).isFocused();
            assertThat(page.locator(".ex-wait [role=timer]")).hasText(Pattern.compile("[12]:\\d\\d"));
            assertThat(page.locator("[data-action=send], [data-choice]")).hasCount(0);
            window.inspect("explorer-wait");
            page.click("[data-action=cancel]");
            assertThat(page.locator(".ex-outcome")).hasCount(0);
            send(window);
            expect(window, OK);
        }
    }

    @Test
    void signingOutLeadsBackToRegisteredAddressesOnly() {
        try (Window window = drive(browser, "code")) {
            getTokens(window);
            open(window, "logout");
            breakIt(window, "foreignLogoutRedirect");
            open(window, "logout");
            send(window);
            expect(window, OK);
        }
    }

    @Test
    void clientCredentialsWithEachMistake() {
        try (Window window = drive(browser, "clientCredentials")) {
            breakIt(window, "wrongSecret");
            breakIt(window, "publicClient");
            breakIt(window, "foreignScope");
            open(window, "ownToken");
            send(window);
            expect(window, OK);
            next(window);
            send(window);
            expect(window, OK);
            breakIt(window, "forgedToken");
            open(window, "revoke");
            breakIt(window, "foreignRevocation");
            open(window, "revoke");
            send(window);
            expect(window, OK);
            open(window, "callApi");
            send(window);
            expect(window, REFUSED);
        }
    }

    @Test
    void everyFieldCanBeChangedLeftOutAndAdded() {
        try (Window window = drive(browser, "clientCredentials")) {
            Page page = window.page();
            page.locator("[data-name=scope] input").fill("api:write");
            page.locator("[data-name=client_id] .ex-remove").click();
            page.locator(".ex-request > button").click();
            page.locator(".ex-field").last().locator("[data-part=name]").fill("client_id");
            page.locator(".ex-field").last().locator("[data-part=value]").fill("backend");
            send(window);
            expect(window, OK);
            page.locator(".ex-row").last().click();
            assertThat(page.locator("#ex-detail")).containsText("api:write");
        }
    }

    @Test
    void deviceFlowWithTelevisionAndPhone() {
        Person person = new Admin(ExplorerServer.get()).newPerson();
        try (Window window = drive(browser, "device")) {
            breakIt(window, "notADevice");
            open(window, "deviceStart");
            send(window);
            expect(window, OK);
            assertThat(window.page().locator(".ex-qr")).isVisible();
            window.inspect("explorer-device");
            next(window);
            breakIt(window, "pollTooFast");
            Page phone = window.page().waitForPopup(() -> window.page().click("[data-action=phone]"));
            phone.click("#device-confirm-yes button");
            signIn(phone, person);
            assertThat(phone.locator("h1")).hasText("Your device is connected");
            breakIt(window, "wrongDeviceCode");
            breakIt(window, "otherDevice");
            open(window, "devicePoll");
            window.page().click("[data-action=keep-asking]");
            assertThat(window.page().locator(".ex-tv")).hasText("You are signed in.");
        }
    }

    @Test
    void exchangeOfAUsersToken() {
        try (Window window = drive(browser, "exchange")) {
            getTokens(window);
            next(window);
            send(window);
            expect(window, OK);
            open(window, "exchange");
            for (String mistake :
                    new String[] {"widerExchange", "forbiddenTarget", "foreignActor", "mayNotExchange", "forgedSubject"
                    }) {
                open(window, "exchange");
                breakIt(window, mistake);
            }
            for (String variant : new String[] {"reduction", "conversion", "delegation"}) {
                open(window, "exchange");
                window.page().click("[data-choice=" + variant + "]");
                send(window);
                expect(window, OK);
            }
            open(window, "reportToken");
            send(window);
            expect(window, OK);
            open(window, "chain");
            breakIt(window, "noActor");
            open(window, "chain");
            send(window);
            expect(window, OK);
            assertThat(window.page().locator("#ex-title")).containsText("Token exchange (chain of actors)");
        }
    }

    @Test
    void impersonationIsWhatThePermitMakesOfTheSameRequest() {
        Admin admin = new Admin(ExplorerServer.get());
        try (Window window = drive(browser, "exchange")) {
            getTokens(window);
            next(window);
            send(window);
            expect(window, OK);
            impersonate(window);
            assertThat(window.page().locator(".ex-remark")).containsText("backend-impersonates");
            assertThat(window.page().locator("#ex-title")).containsText("Token exchange (delegation)");
            withPolicy(admin, "backend-impersonates", () -> {
                impersonate(window);
                assertThat(window.page().locator(".ex-remark")).containsText("The token has no act");
                assertThat(window.page().locator("#ex-title")).containsText("Token exchange (impersonation)");
            });
            open(window, "exchange");
            window.page().click("[data-choice=impersonation]");
            window.page().locator("[data-name=audience] input").fill("frontend");
            send(window);
            expect(window, REFUSED);
            assertThat(window.page().locator(".ex-remark")).containsText("acting = impersonation");
        }
    }

    @Test
    void pushedAuthorizationRequest() {
        try (Window window = drive(browser, "par")) {
            breakIt(window, "wrongSecret");
            open(window, "push");
            breakIt(window, "foreignRedirect");
            open(window, "push");
            send(window);
            expect(window, OK);
            next(window);
            breakIt(window, "inventedRequestUri");
            breakIt(window, "otherClientsRequest");
            open(window, "push");
            send(window);
            expect(window, OK);
            next(window);
            getTokens(window);
        }
    }

    @Test
    void dpopWithAKeyOfTheBrowser() {
        try (Window window = drive(browser, "dpop")) {
            breakIt(window, "otherUrl");
            open(window, "boundToken");
            send(window);
            expect(window, OK);
            next(window);
            send(window);
            expect(window, OK);
            breakIt(window, "replayedProof");
            open(window, "boundCall");
            breakIt(window, "otherKey");
            open(window, "boundCall");
            breakIt(window, "stolenBearer");
        }
    }

    @Test
    void requestThatWasWatchedCanBeChangedAndSentAgain() {
        try (Window window = drive(browser, "clientCredentials")) {
            Page page = window.page();
            send(window);
            expect(window, OK);
            page.locator(".ex-row").last().click();
            page.locator("#ex-detail button").first().click();
            assertThat(page.locator("[data-name=client_secret] input")).not().hasValue("•••");
            page.locator("[data-name=scope] input").fill("api:write");
            send(window);
            expect(window, OK);
        }
    }

    @Test
    void linkOpensAPreparedFlow() {
        try (Window window = new Window(browser, new NewContextOptions(), ExplorerServer.get())) {
            window.go("/explorer#flow=clientCredentials&scope=api%3Awrite");
            assertThat(window.page().locator("[data-name=scope] input")).hasValue("api:write");
        }
    }

    private static void impersonate(Window window) {
        open(window, "exchange");
        window.page().click("[data-choice=impersonation]");
        send(window);
        expect(window, OK);
    }

    /** Runs an action while a client policy of the shipped realm is switched on. */
    private static void withPolicy(Admin admin, String name, Runnable action) {
        String path = "/notebook/client-policies/policies";
        String before = admin.request().get(path).asString();
        Map<String, List<Map<String, Object>>> changed = JsonPath.from(before).get();
        changed.get("policies").stream()
                .filter(policy -> policy.get("name").equals(name))
                .forEach(policy -> policy.put("enabled", true));
        admin.request().body(changed).put(path).then().statusCode(204);
        try {
            action.run();
        } finally {
            admin.request().body(before).put(path).then().statusCode(204);
        }
    }

    /** Sends the request of the step. Returns the window that it opens, or null. */
    private static Page send(Window window) {
        Page page = window.page();
        boolean popup = page.locator("#ex-driver .ex-url").innerText().startsWith("GET")
                && !page.locator("#ex-driver .ex-url").innerText().contains("/api/");
        if (popup) {
            return page.waitForPopup(() -> page.click("[data-action=send]"));
        }
        page.click("[data-action=send]");
        return null;
    }

    /** Signs a new user in and exchanges the code. */
    private static void getTokens(Window window) {
        signIn(send(window), new Admin(ExplorerServer.get()).newPerson());
        expect(window, OK);
        next(window);
        send(window);
        expect(window, OK);
    }

    /** Asks for a code once more, which needs no sign-in, and goes to the step that redeems it. */
    private static void newCode(Window window) {
        open(window, "authorize");
        send(window);
        expect(window, OK);
        next(window);
    }

    private static void open(Window window, String step) {
        window.page().click("[data-step=" + step + "]");
        assertThat(window.page().locator("[data-step=" + step + "]")).hasAttribute("aria-current", "true");
        assertThat(window.page().locator(".ex-outcome")).hasCount(0);
    }

    private static void next(Window window) {
        window.page().click("[data-action=next]");
        assertThat(window.page().locator(".ex-outcome")).hasCount(0);
    }

    private static void breakIt(Window window, String mistake) {
        window.page().click("[data-choice=" + mistake + "]");
        Locator outcome = window.page().locator(".ex-outcome[data-mistake=" + mistake + "]");
        assertThat(outcome).hasAttribute("data-outcome", REFUSED);
        assertThat(outcome).containsText("Why this is checked:");
    }
}
