package dev.oauth2notebook.keycloak.support;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's Chromium, driven by Playwright. */
public final class Browser implements AutoCloseable {

    /** The first that is installed is used: without a user interface, Chromium needs less than half the CPU time. */
    private static final List<Path> EXECUTABLES =
            List.of(Path.of("/usr/bin/chromium-headless-shell"), Path.of("/usr/bin/chromium"));

    /** Timeout of page loads and assertions, long enough for a busy machine. */
    private static final double TIMEOUT_MILLIS = 120_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    /** Starts the browser, or fails with a clear message if it is not installed. */
    public Browser() {
        Path executable = EXECUTABLES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The browser tests need one of " + EXECUTABLES));
        playwright = Playwright.create();
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MILLIS);
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-background-networking", "--disable-gpu")));
    }

    /** Creates a context without cookies and history. */
    public BrowserContext newContext() {
        return withTimeout(browser.newContext());
    }

    /** Creates such a context with options, e.g. a language. */
    public BrowserContext newContext(com.microsoft.playwright.Browser.NewContextOptions options) {
        return withTimeout(browser.newContext(options));
    }

    private static BrowserContext withTimeout(BrowserContext context) {
        context.setDefaultTimeout(TIMEOUT_MILLIS);
        return context;
    }

    /** Saves a screenshot of a page in {@code target/screenshots}. */
    public static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Project.server().resolveSibling("screenshots").resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
