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

    /** What tests lock that expect certain requests in the explorer and no others, while those that only add some read. */
    public static final String REQUESTS = "requests that the explorer shows";

    private static volatile Server server;

    /** Returns the running server. */
    public static Server get() {
        if (server == null) {
            throw new IllegalStateException("Annotate the test class with @ExtendWith(ExplorerServer.class)");
        }
        return server;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ExplorerServer.class))
                .getOrComputeIfAbsent("server", key -> new Running(), Running.class);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        String[] lines = server.log().split("\n");
        System.out.println("The last lines of the log of the server with the explorer:");
        for (int i = Math.max(0, lines.length - 30); i < lines.length; i++) {
            System.out.println(lines[i]);
        }
    }

    /** Closed by JUnit after the last test class. */
    private static final class Running implements AutoCloseable {

        Running() {
            server = ServerProcess.start(LOCAL);
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
