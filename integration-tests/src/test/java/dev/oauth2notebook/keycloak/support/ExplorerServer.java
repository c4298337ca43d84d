package dev.oauth2notebook.keycloak.support;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * JUnit extension that runs one server on which everybody sees all requests in the explorer, as with {@code serve}. It
 * is started by the first test class that needs it, and other tests do not send requests to it.
 */
public final class ExplorerServer implements BeforeAllCallback, TestWatcher {

    /** Switches the explorer on. */
    public static final String LOCAL = "--spi-realm-restapi-extension--explorer--mode=local";

    /** Lock of tests that expect only certain requests in the explorer; tests that just add requests lock it for reading. */
    public static final String REQUESTS = "requests that the explorer shows";

    private static final SharedServer<ServerProcess> SHARED =
            new SharedServer<>(ExplorerServer.class, ServerProcess.class, () -> ServerProcess.start(LOCAL));

    /** Returns the running server. */
    public static Server get() {
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
