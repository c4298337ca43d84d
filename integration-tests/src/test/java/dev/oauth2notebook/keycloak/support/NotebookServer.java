package dev.oauth2notebook.keycloak.support;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * JUnit extension that runs one server for the whole suite, started by the first test class that needs it. This is the
 * packaged server or, with the Maven profile {@code container}, the container image.
 */
public final class NotebookServer implements BeforeAllCallback, TestWatcher {

    private static volatile Server server;

    /** Returns the running server. */
    public static Server get() {
        if (server == null) {
            throw new IllegalStateException("Annotate the test class with @ExtendWith(NotebookServer.class)");
        }
        return server;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(NotebookServer.class))
                .getOrComputeIfAbsent("server", key -> new Running(), Running.class);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        String[] lines = server.log().split("\n");
        System.out.println("The last lines of the server's log:");
        for (int i = Math.max(0, lines.length - 15); i < lines.length; i++) {
            System.out.println(lines[i]);
        }
    }

    /** Closed by JUnit after the last test class. */
    private static final class Running implements AutoCloseable {

        Running() {
            server = Boolean.getBoolean("server.container") ? ServerContainer.start() : start();
        }

        private static Server start() {
            Path options = Project.server().resolve("conf/jvm.options");
            return new ServerProcess.Builder()
                    .variable("JAVA_OPTS_APPEND", "-XX:VMOptionsFile=" + options)
                    .start();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
