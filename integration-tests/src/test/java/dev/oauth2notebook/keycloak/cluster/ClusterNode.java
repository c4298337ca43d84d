package dev.oauth2notebook.keycloak.cluster;

import dev.oauth2notebook.keycloak.support.Environment;
import dev.oauth2notebook.keycloak.support.Ports;
import dev.oauth2notebook.keycloak.support.Server;
import dev.oauth2notebook.keycloak.support.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One packaged server of a cluster: a process that can be killed, paused and started again. */
public final class ClusterNode {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(10);
    private static final Pattern VIEW = Pattern.compile("ISPN00009[34]: .*? cluster view .*?\\((\\d+)\\)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final NodeLocation location;
    private final Path home;
    private final String publicUrl;
    private final Postgres database;
    private final int port = Ports.free();
    private final Path logs;
    private Path log;
    private Process process;

    ClusterNode(NodeLocation location, Path home, String publicUrl, Postgres database) {
        this.location = location;
        this.home = home;
        this.publicUrl = publicUrl;
        this.database = database;
        try {
            logs = Files.createTempDirectory(Files.createDirectories(home.resolveSibling("servers")), "node");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the node with additional environment variables; use {@link #awaitReady} to wait for it. */
    public void start(Map<String, String> variables) {
        log = logs.resolve("server-" + Instant.now().toEpochMilli() + ".log");
        List<String> command = new ArrayList<>(location.command());
        command.addAll(List.of(
                home.resolve("bin/kc.sh").toString(),
                "start",
                "--optimized",
                "--import-realm",
                "--hostname=" + publicUrl,
                "--http-host=" + location.address(),
                "--http-port=" + port,
                "--cache-embedded-network-bind-address=" + location.clusterAddress()));
        command.addAll(ServerProcess.FAST_PASSWORD_HASHES);
        command.addAll(database.options(location.databaseAddress()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Environment.forServer(publicUrl).variables());
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", Server.ADMIN);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", Server.ADMIN);
        // As in the image: keycloak.conf has other values, but the server must start with those that it was built with.
        builder.environment().put("KC_DB", "postgres");
        builder.environment().put("KC_CACHE", "ispn");
        builder.environment().put("JAVA_OPTS_APPEND", ServerProcess.JVM_OPTIONS);
        if (location.address().startsWith("127.")) { // as with serve, which only this machine can reach
            builder.environment().put("KC_SPI_REALM_RESTAPI_EXTENSION__EXPLORER__MODE", "local");
        }
        builder.environment().putAll(variables);
        process = Processes.start(builder, log);
    }

    /** Starts the node. */
    public void start() {
        start(Map.of());
    }

    /** Waits until the node is ready and sees a cluster of the given size. */
    public void awaitReady(int members) {
        await(members, () -> answers("/health/ready") && members() == members);
    }

    /** Waits until the node sees a cluster of the given size; it may serve requests before it is ready. */
    void awaitMembers(int members) {
        await(members, () -> members() == members);
    }

    private void await(int members, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(START_TIMEOUT);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(
                        "The node did not join a cluster of " + members + ". Its log:\n" + log());
            }
            pauseBetweenPolls();
        }
    }

    /** Kills the node with SIGKILL. */
    public void kill() {
        if (process != null) {
            Processes.kill(process);
        }
    }

    /** Suspends the node with SIGSTOP, leaving its connections open, until {@link #resume}. */
    public void pause() {
        Processes.signal("STOP", process);
    }

    /** Resumes the node after {@link #pause}. */
    public void resume() {
        Processes.signal("CONT", process);
    }

    /** Returns whether the process is running. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Returns whether the node responds to a path with 200 within a second. */
    boolean answers(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + location.address() + ":" + port + path))
                .timeout(Duration.ofSeconds(1))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns the size of the cluster as the node sees it. */
    int members() {
        return VIEW.matcher(log())
                .results()
                .reduce((first, last) -> last)
                .map((MatchResult view) -> Integer.parseInt(view.group(1)))
                .orElse(0);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(location.address(), port);
    }

    /** Returns what the node has logged since its last start. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pauseBetweenPolls() {
        try {
            TimeUnit.MILLISECONDS.sleep(500); // the server logs every failed readiness check
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
