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

    private static final SharedServer<Server> SHARED =
            new SharedServer<>(NotebookServer.class, Server.class, NotebookServer::start);

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

    private static Server start() {
        if (Boolean.getBoolean("server.container")) {
            return ServerContainer.start();
        }
        Path options = Project.server().resolve("conf/jvm.options");
        return new ServerProcess.Builder()
                .variable("JAVA_OPTS_APPEND", "-XX:VMOptionsFile=" + options + " " + ServerProcess.JVM_OPTIONS)
                .start();
    }
}
