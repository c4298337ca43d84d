package dev.oauth2notebook.keycloak.support;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's chromium, driven by Playwright. */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    /** Milliseconds to wait for a page or for what is expected in it, enough for a busy machine. */
    private static final double LIMIT = 120_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    /** Starts the browser; fails with one sentence where there is none. */
    public Browser() {
        if (!Files.isExecutable(CHROMIUM)) {
            throw new IllegalStateException("The browser tests need Debian's package chromium (" + CHROMIUM + ")");
        }
        playwright = Playwright.create();
        PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT);
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-background-networking")));
    }

    /** Opens a fresh browser window: no cookies, no history. */
    public BrowserContext fresh() {
        return patient(browser.newContext());
    }

    /** Opens a fresh browser window with settings, e.g. a language. */
    public BrowserContext fresh(com.microsoft.playwright.Browser.NewContextOptions options) {
        return patient(browser.newContext(options));
    }

    private static BrowserContext patient(BrowserContext context) {
        context.setDefaultTimeout(LIMIT);
        return context;
    }

    /** Keeps a picture of a page under {@code target/screenshots}. */
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
