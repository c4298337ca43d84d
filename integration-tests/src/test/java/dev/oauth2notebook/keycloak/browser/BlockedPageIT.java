package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.Server;
import dev.oauth2notebook.keycloak.support.ServerProcess;
import org.junit.jupiter.api.Test;

/** The page shown after too many wrong user codes, on a separate server because the block would affect other tests. */
class BlockedPageIT {

    @Test
    void blockedPageSaysWhenToTryAgain() {
        try (Browser browser = new Browser();
                Server server = ServerProcess.start("--spi-realm-restapi-extension--device--wrong-code-limit=1");
                Window window = new Window(browser, new NewContextOptions(), server)) {
            for (int tries = 0; tries < 2; tries++) {
                window.go("/device");
                window.page().fill("#device_user_code", "BCDF-GHJK");
                window.press("#kc-login");
            }
            assertThat(window.page().locator("main [role=alert]")).containsText("5 minutes");
            window.inspect("device-blocked");
        }
    }
}
