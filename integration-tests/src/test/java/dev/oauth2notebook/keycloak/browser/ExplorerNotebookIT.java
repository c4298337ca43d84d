package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.NotebookRun;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Project;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Somebody watches in the explorer while the notebook, unchanged, is executed. */
@ExtendWith(ExplorerServer.class)
@ResourceLock(ExplorerServer.REQUESTS)
class ExplorerNotebookIT {

    private final Person person = new Admin(ExplorerServer.get()).newPerson();

    @Test
    void everyFlowOfTheNotebookIsDrawn() throws IOException {
        try (Browser browser = new Browser();
                Window window = new Window(browser, new NewContextOptions(), ExplorerServer.get())) {
            window.go("/explorer");
            assertThat(window.page().locator("#ex-state")).hasAttribute("data-state", "live");
            window.page().click("#ex-clear");
            assertThat(execute()).contains("cells executed");
            for (String title : new String[] {
                "Authorization code with PKCE, frontend, " + person.name(),
                "Authorization code with PKCE, mobile, " + person.name(),
                "Client credentials, backend",
                "Device authorization, tv, " + person.name(),
                "Token exchange (another audience), backend, " + person.name(),
                "Token exchange (delegation), backend, " + person.name(),
                "Token exchange (chain of actors), report-service, " + person.name(),
            }) {
                assertThat(flow(window, title).first()).isVisible();
            }
            Locator device = flow(window, "Device authorization, tv").last();
            device.click();
            // Clients that tried to use the tokens of the television have lanes, too.
            assertThat(window.page().locator(".ex-lane").nth(1)).hasText("tv");
            assertThat(window.page().locator(".ex-lane").last()).hasText("API");
            assertThat(window.page().locator(".ex-row[data-outcome=waiting]").first())
                    .containsText("authorization_pending");
            flow(window, "Token exchange")
                    .filter(new FilterOptions().setHasText("Refused"))
                    .first()
                    .click();
            window.page().locator(".ex-row[data-outcome=refused]").first().click();
            assertThat(window.page().locator("#ex-detail .ex-refusal a")).isVisible();
            window.inspect("explorer-notebook");
        }
    }

    private static Locator flow(Window window, String title) {
        return window.page().locator(".ex-flow").filter(new FilterOptions().setHasText(title));
    }

    private String execute() throws IOException {
        Path executed = Project.server().resolveSibling("watched-notebook").resolve("executed.ipynb");
        return NotebookRun.execute(ExplorerServer.get(), person, executed);
    }
}
