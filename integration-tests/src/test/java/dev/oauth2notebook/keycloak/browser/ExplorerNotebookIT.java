package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import dev.oauth2notebook.keycloak.browser.ExplorerWalk.Shown;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.NotebookRun;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Project;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Somebody watches in the explorer while the notebook, unchanged, is executed. */
@ExtendWith(ExplorerServer.class)
@ResourceLock(ExplorerServer.REQUESTS)
class ExplorerNotebookIT {

    private final Person person = new Admin(ExplorerServer.get()).newPerson();

    @Test
    void everyFlowOfTheNotebookIsDrawnWithItsArrowsAndReasons() throws IOException {
        try (Browser browser = new Browser();
                Window window = new Window(browser, new NewContextOptions(), ExplorerServer.get())) {
            window.go("/explorer");
            ExplorerSteps.clear(window.page());
            CompletableFuture<String> run = CompletableFuture.supplyAsync(this::execute);
            assertThat(flow(window, "Authorization code with PKCE, frontend, " + person.name()))
                    .isVisible();
            assertThat(run).as("flows are drawn while the notebook runs").isNotDone();
            assertThat(run.join()).contains("cells executed");
            assertThat(flow(window, "Discovery").first()).containsText("4 requests"); // those of the last cells
            assertThat(lines(ExplorerWalk.through(window.page()))).containsExactlyElementsOf(expected());

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

    /** Returns the title of each flow, and below it its requests; without those whose number depends on the time. */
    private List<String> lines(ExplorerWalk walk) {
        List<String> lines = new ArrayList<>();
        String flow = "";
        for (Shown request : walk.requests()) {
            if (request.at("outcome").equals("waiting") || request.at("request").equals("GET /jwks")) {
                continue;
            }
            if (!request.flow().equals(flow)) {
                flow = request.flow();
                lines.add((request.at("title") + ". " + request.at("origin"))
                        .strip()
                        .replace(person.name(), "{user}"));
            }
            lines.add("    " + arrow(request) + reason(request));
        }
        return lines;
    }

    private static String arrow(Shown request) {
        return request.at("ends") + request.at("request") + " = " + request.at("answer") + request.at("answer detail");
    }

    private static String reason(Shown request) {
        String reason = request.at(" reason").isEmpty() ? request.at("refusal") : request.at(" reason");
        return request.at("outcome").equals("refused") && !reason.isEmpty() ? " (" + reason + ")" : "";
    }

    private static List<String> expected() throws IOException {
        try (InputStream file = ExplorerNotebookIT.class.getResourceAsStream("/notebook-flows.txt")) {
            return new String(file.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private static Locator flow(Window window, String title) {
        return window.page().locator(".ex-flow").filter(new FilterOptions().setHasText(title));
    }

    private String execute() {
        Path executed = Project.server().resolveSibling("watched-notebook").resolve("executed.ipynb");
        try {
            return NotebookRun.execute(ExplorerServer.get(), person, executed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
