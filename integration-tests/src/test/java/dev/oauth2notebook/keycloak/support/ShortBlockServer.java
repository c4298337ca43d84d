package dev.oauth2notebook.keycloak.support;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * JUnit extension that runs a second server for all tests that block networks or browsers after wrong user codes. A block
 * lasts for seconds only, and tests choose their network with {@code X-Forwarded-For}.
 */
public final class ShortBlockServer implements BeforeAllCallback, TestWatcher {

    /** How long a block lasts, in seconds. */
    public static final int BLOCK = 15;

    private static final SharedServer<ServerProcess> SHARED = new SharedServer<>(
            ShortBlockServer.class,
            ServerProcess.class,
            () -> ServerProcess.start(
                    "--proxy-headers=xforwarded", "--spi-realm-restapi-extension--device--wrong-code-block=" + BLOCK));

    /** Returns the running server. */
    public static ServerProcess get() {
        return SHARED.get();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        SHARED.require(context);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        SHARED.printLog();
    }
}
