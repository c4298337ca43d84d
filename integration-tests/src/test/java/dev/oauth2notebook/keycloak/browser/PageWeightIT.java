package dev.oauth2notebook.keycloak.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Compares the size of the login page with that of the Keycloak theme it builds on. */
class PageWeightIT extends BrowserTest {

    private static final int ALLOWANCE_BYTES = 15_000;

    @Test
    void loginPageIsNotMuchHeavierThanKeycloaks() {
        assertThat(weight("notebook")).isLessThanOrEqualTo(weight("keycloak.v2") + ALLOWANCE_BYTES);
    }

    private long weight(String theme) {
        String login = PagesRealm.create(theme).login();
        AtomicLong bytes = new AtomicLong();
        try (Window window = Window.open(browser)) {
            window.page().onResponse(response -> bytes.addAndGet(response.body().length));
            window.go(login);
            window.page().waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        }
        System.out.printf("Login page, theme %s: %d bytes, uncompressed%n", theme, bytes.get());
        return bytes.get();
    }
}
