package dev.oauth2notebook.keycloak.exchange;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.Server;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Viewing and editing a permit in Keycloak's admin console. */
@ExtendWith(NotebookServer.class)
class PermitConsoleIT {

    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void permitCanBeViewedAndEdited() {
        TestRealm realm = TestRealm.create(
                Map.of(
                        "call",
                        Map.of(
                                "requesters",
                                List.of("svc"),
                                "subject-clients",
                                List.of("app", "svc"),
                                "audiences",
                                List.of("target1", "target2"),
                                "require-audience",
                                false,
                                "actor",
                                "optional",
                                "max-lifetime",
                                60)),
                "enforced");
        Page page = browser.newContext().newPage();
        page.setViewportSize(1280, 2000);
        page.setDefaultTimeout(60_000);
        String profile = NotebookServer.get().localUrl() + "/admin/master/console/#/" + realm.name()
                + "/realm-settings/client-policies/call/edit-profile";
        page.navigate(profile);
        page.fill("#username", Server.ADMIN);
        page.fill("#password", Server.ADMIN);
        page.click("#kc-login");
        page.waitForSelector("nav");
        page.navigate(profile);
        openPermit(page);

        Locator lifetime = page.getByTestId("max-lifetime");
        assertThat(lifetime).hasValue("60");
        Browser.screenshot(page, "permit");
        Assertions.assertThat(page.locator("input")
                        .evaluateAll("inputs => inputs.map(input => input.value).filter(value => value)")
                        .toString())
                .contains("svc", "app", "target1", "target2");
        Assertions.assertThat(page.locator("main").innerText())
                .contains("optional", "delegation")
                .doesNotContain("access_tokenjwt");
        assertThat(page.locator("input[type=checkbox]:checked")).hasCount(0);
        lifetime.fill("45");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
        assertThat(page.getByText("Executor updated successfully").first()).isVisible();
        openPermit(page);
        assertThat(lifetime).hasValue("45");
        Browser.screenshot(page, "permit-saved");

        Map<String, Object> saved =
                realm.get("/client-policies/profiles").getMap("profiles[0].executors[0].configuration");
        Assertions.assertThat(saved.get("max-lifetime")).hasToString("45");
        Assertions.assertThat(saved.get("audiences")).isEqualTo(List.of("target1", "target2"));
        Assertions.assertThat(saved.get("require-audience")).hasToString("false");
        Assertions.assertThat(realm.exchange(realm.userToken("read")).send().<Integer>path("expires_in"))
                .isBetween(1, 45);
    }

    private static void openPermit(Page page) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("token-exchange-permit"))
                .click();
    }
}
