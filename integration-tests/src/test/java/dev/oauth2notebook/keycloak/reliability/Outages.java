package dev.oauth2notebook.keycloak.reliability;

import dev.oauth2notebook.keycloak.cluster.Cluster;
import dev.oauth2notebook.keycloak.cluster.ClusterNode;
import dev.oauth2notebook.keycloak.support.Admin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The outages that need no special environment. */
final class Outages {

    /** The dynamic linker expands {@code $LIB}. */
    private static final String CLOCK = "/usr/$LIB/faketime/libfaketimeMT.so.1";

    private final Cluster cluster;
    private final ClusterNode first;

    Outages(Cluster cluster) {
        this.cluster = cluster;
        first = cluster.nodes().get(0);
    }

    Outage nothing(int seconds) {
        return new Outage("none", () -> {}, seconds, () -> {});
    }

    Outage nodeKilled(int seconds) {
        return new Outage("a node is killed and started again", first::kill, seconds, cluster::restore);
    }

    /** The node is not started again. */
    Outage nodeLost(int seconds) {
        return new Outage("a node is killed", first::kill, seconds, () -> {});
    }

    Outage nodePaused(int seconds) {
        return new Outage("a node hangs for " + seconds + " s", first::pause, seconds, () -> {
            first.resume();
            cluster.restore();
        });
    }

    Outage databasePaused(int seconds) {
        return new Outage(
                "the database hangs for " + seconds + " s",
                cluster.database()::pause,
                seconds,
                cluster.database()::resume);
    }

    Outage databaseKilled(int seconds) {
        return new Outage(
                "the database is killed, and back after " + seconds + " s",
                cluster.database()::kill,
                seconds,
                cluster.database()::start);
    }

    /** Nodes that start together may form two clusters, one of which loses its data when they merge. */
    Outage everythingKilled() {
        return new Outage(
                "all nodes are killed and started again",
                () -> cluster.nodes().forEach(ClusterNode::kill),
                1,
                cluster::restore,
                true);
    }

    /** New keys sign access tokens and refresh tokens; the old ones still verify. */
    Outage keysRotated(int seconds) {
        return new Outage(
                "the realm's keys are rotated",
                () -> {
                    newKey("rsa-generated", "RS256");
                    newKey("hmac-generated", "HS512");
                },
                seconds,
                () -> {});
    }

    private void newKey(String provider, String algorithm) {
        Map<String, ?> config = Map.of("priority", List.of("1000"), "algorithm", List.of(algorithm));
        new Admin(cluster)
                .create(
                        "/notebook/components",
                        Map.of(
                                "name",
                                "newer " + algorithm,
                                "providerId",
                                provider,
                                "providerType",
                                "org.keycloak.keys.KeyProvider",
                                "config",
                                config));
    }

    /**
     * Changes the clock of one process with a preloaded library. Keycloak refuses a token of the other node for a
     * session that began on this one, because the token seems older than the session.
     */
    Outage clockSkewed(int seconds) {
        return new Outage(
                "a node's clock is 30 s fast",
                () -> {
                    first.kill();
                    first.start(Map.of("LD_PRELOAD", CLOCK, "FAKETIME", "+30s"));
                    cluster.restore();
                },
                seconds,
                () -> {
                    first.kill();
                    removeSharedMemoryOfEndedClocks();
                    cluster.restore();
                },
                true);
    }

    /** When the process is killed, the library leaves its shared memory behind, which is named after the process. */
    private static void removeSharedMemoryOfEndedClocks() {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(Path.of("/dev/shm"), "*faketime_*")) {
            for (Path file : left) {
                String name = file.getFileName().toString();
                long pid = Long.parseLong(name.substring(name.lastIndexOf('_') + 1));
                if (ProcessHandle.of(pid).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
