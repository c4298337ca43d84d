package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.ShortBlockServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page shown after too many wrong user codes. */
@ExtendWith(ShortBlockServer.class)
class BlockedPageIT {

    private static final int LIMIT = 10;

    @Test
    void blockedPageSaysWhenToTryAgain() {
        NewContextOptions ownNetwork =
                new NewContextOptions().setExtraHTTPHeaders(Map.of("X-Forwarded-For", "10.3.0.1"));
        try (Browser browser = new Browser();
                Window window = new Window(browser, ownNetwork, ShortBlockServer.get())) {
            window.go("/device");
            for (int tries = 0; tries <= LIMIT; tries++) {
                window.page().fill("#device_user_code", "BCDF-GHJK");
                window.press("#kc-login");
            }
            assertThat(window.page().locator("main [role=alert]")).containsText("one minute");
            window.inspect("device-blocked");
        }
    }
}
