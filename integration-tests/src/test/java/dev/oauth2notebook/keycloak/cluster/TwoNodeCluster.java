package dev.oauth2notebook.keycloak.cluster;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * JUnit extension that runs one cluster on loopback addresses for all test classes and restores it before each class.
 */
public final class TwoNodeCluster implements BeforeAllCallback, TestWatcher {

    private static Cluster cluster;

    /** Returns the running cluster. */
    public static Cluster get() {
        return cluster;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(TwoNodeCluster.class))
                .getOrComputeIfAbsent("cluster", key -> new Running(), Running.class);
        cluster.restore();
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        System.out.println("Warnings in the logs of the nodes:");
        cluster.log()
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .forEach(System.out::println);
    }

    /** Closed by JUnit after the last test class. */
    private static final class Running implements AutoCloseable {

        Running() {
            // Not in the project's folder, which the user postgres may be unable to access.
            Path folder = Folders.temporary("cluster");
            cluster = new Cluster(NodeLocation.loopback(), new Postgres(folder, List.of("127.0.0.1")));
        }

        @Override
        public void close() {
            cluster.close();
        }
    }
}
