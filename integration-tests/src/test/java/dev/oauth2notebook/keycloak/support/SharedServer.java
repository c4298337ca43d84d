package dev.oauth2notebook.keycloak.support;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A server that several test classes use: the first of them starts it, and JUnit closes it after the last one.
 *
 * @param <S> type of the server
 */
final class SharedServer<S extends Server> {

    private static final int LINES_OF_LOG = 30;

    private final Class<?> extension;
    private final Class<S> type;
    private final Supplier<S> start;
    private volatile S server;

    /**
     * @param extension the JUnit extension of the classes that use the server
     * @param type type of the server
     * @param start starts the server
     */
    SharedServer(Class<?> extension, Class<S> type, Supplier<S> start) {
        this.extension = extension;
        this.type = type;
        this.start = start;
    }

    /** Returns the running server. */
    S get() {
        if (server == null) {
            throw new IllegalStateException(
                    "Annotate the test class with @ExtendWith(" + extension.getSimpleName() + ".class)");
        }
        return server;
    }

    /** Starts the server unless it is running. */
    void require(ExtensionContext context) {
        server = context.getRoot()
                .getStore(Namespace.create(extension))
                .getOrComputeIfAbsent("server", key -> StartTimes.measure(extension.getSimpleName(), start), type);
    }

    /** Prints the end of the log after a failed test. */
    void printLog() {
        String[] lines = server.log().split("\n");
        System.out.println("The last lines of the log of " + extension.getSimpleName() + ":");
        for (int i = Math.max(0, lines.length - LINES_OF_LOG); i < lines.length; i++) {
            System.out.println(lines[i]);
        }
    }
}
