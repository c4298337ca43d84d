package dev.oauth2notebook.keycloak.browser;

import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Base class of tests in a browser. Each test class opens its own. */
@ExtendWith(NotebookServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {

    /** URL pattern of the callback page with an authorization response. */
    static final String CALLBACK = "**/callback?*";

    Flows flows;
    Browser browser;

    @BeforeAll
    void openBrowser() {
        flows = new Flows();
        browser = new Browser();
    }

    @AfterAll
    void closeBrowser() {
        browser.close();
    }
}
