package dev.oauth2notebook.keycloak.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Server;
import java.util.ArrayList;
import java.util.List;

/**
 * A fresh browser window that watches its pages: {@link #close} fails if a page has logged an error, violated its
 * Content-Security-Policy or requested something from another host.
 */
final class Window implements AutoCloseable {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /** Chromium logs as errors what tests cause on purpose: 4xx responses and requests that they abort. */
    private static final List<String> EXPECTED = List.of(
            "Failed to load resource: the server responded with a status of 4",
            "Failed to load resource: net::ERR_FAILED");

    private final Server server;
    private final BrowserContext context;
    private final Page page;
    private final List<String> problems = new ArrayList<>();

    Window(Browser browser, NewContextOptions options) {
        this(browser, options, NotebookServer.get());
    }

    Window(Browser browser, NewContextOptions options, Server server) {
        this.server = server;
        context = browser.newContext(options);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (EXPECTED.stream().noneMatch(message.text()::startsWith)
                    && !message.type().equals("log")) {
                problems.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> problems.add(page.url() + ": " + error));
        page.onDialog(dialog -> {
            problems.add(page.url() + ": dialog " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(server.localUrl() + "/")) {
                problems.add(page.url() + " requests " + request.url());
            }
        });
    }

    static Window open(Browser browser) {
        return new Window(browser, new NewContextOptions());
    }

    Page page() {
        return page;
    }

    /** Opens a path of the server. */
    void go(String path) {
        page.navigate(server.localUrl() + path);
    }

    /** Runs an action that leads to another page, and waits until that page is loaded. */
    void follow(Runnable action) {
        page.waitForLoadState();
        String before = (String) page.evaluate("window.before = String(Math.random())");
        action.run();
        page.waitForFunction("before => window.before !== before && document.readyState === 'complete'", before);
    }

    void press(String selector) {
        follow(() -> page.click(selector));
    }

    /** Presses the Tab key until the field or button with the given name has the focus. */
    void tabTo(String name) {
        for (int tries = 0; !name.equals(page.evaluate("document.activeElement.name")); tries++) {
            assertThat(tries).as("Tab key presses to reach " + name).isLessThan(20);
            page.keyboard().press("Tab");
        }
    }

    void signIn(Person person) {
        page.fill("#username", person.name());
        page.fill("#password", person.password());
        press("#kc-login");
    }

    /** Takes screenshots of the page in every display mode and checks its accessibility in each colour scheme and size. */
    void inspect(String name) {
        for (DisplayMode mode : DisplayMode.values()) {
            mode.apply(page);
            Browser.screenshot(page, name + "-" + mode.name().toLowerCase(java.util.Locale.ROOT));
            if (!mode.isAnalyzed()) {
                continue;
            }
            assertThat(new AxeBuilder(page)
                            .setLegacyMode(true)
                            .withTags(WCAG)
                            .analyze()
                            .getViolations())
                    .as(name + " " + mode)
                    .extracting(violation -> violation.getId() + " " + violation.getNodes())
                    .isEmpty();
        }
        // WCAG 2.2 §1.4.10; 640 is the width of the desktop at a zoom of 200 % (§1.4.4).
        for (int width : new int[] {320, 640}) {
            page.setViewportSize(width, 500);
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("%s, at a width of %d", name, width)
                    .isEqualTo(width);
        }
        DisplayMode.LIGHT_DESKTOP.apply(page);
    }

    @Override
    public void close() {
        context.close();
        assertThat(problems).isEmpty();
    }
}
