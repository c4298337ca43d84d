package dev.oauth2notebook.keycloak.support;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * JUnit extension that runs a second server for all tests that block networks or browsers after wrong user codes. A block
 * lasts for seconds only, and tests choose their network with {@code X-Forwarded-For}.
 */
public final class ShortBlockServer implements BeforeAllCallback {

    /** How long a block lasts, in seconds. */
    public static final int BLOCK = 15;

    private static volatile ServerProcess server;

    /** Returns the running server. */
    public static ServerProcess get() {
        return server;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ShortBlockServer.class))
                .getOrComputeIfAbsent("server", key -> new Running(), Running.class);
    }

    /** Closed by JUnit after the last test class. */
    private static final class Running implements AutoCloseable {

        Running() {
            server = ServerProcess.start(
                    "--proxy-headers=xforwarded", "--spi-realm-restapi-extension--device--wrong-code-block=" + BLOCK);
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
