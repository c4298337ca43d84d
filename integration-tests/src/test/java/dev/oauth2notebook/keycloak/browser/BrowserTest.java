package dev.oauth2notebook.keycloak.browser;

import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test class with a browser of its own. */
@ExtendWith(NotebookServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {

    /** Where authorization responses arrive, as a pattern of URLs. */
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
