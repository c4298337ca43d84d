package dev.oauth2notebook.keycloak.cluster;

import dev.oauth2notebook.keycloak.support.Environment;
import dev.oauth2notebook.keycloak.support.Ports;
import dev.oauth2notebook.keycloak.support.Server;
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
public final class Node {

    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final Pattern VIEW = Pattern.compile("ISPN00009[34]: .*? cluster view .*?\\((\\d+)\\)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Place place;
    private final Path home;
    private final String publicUrl;
    private final Postgres database;
    private final int port = Ports.free();
    private final Path logs;
    private Path log;
    private Process process;

    Node(Place place, Path home, String publicUrl, Postgres database) {
        this.place = place;
        this.home = home;
        this.publicUrl = publicUrl;
        this.database = database;
        try {
            logs = Files.createTempDirectory(Files.createDirectories(home.resolveSibling("servers")), "node");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the node with more variables in its environment than usual; {@link #awaitReady} tells when it serves. */
    public void start(Map<String, String> variables) {
        log = logs.resolve("server-" + Instant.now().toEpochMilli() + ".log");
        List<String> command = new ArrayList<>(place.command());
        command.addAll(List.of(
                home.resolve("bin/kc.sh").toString(),
                "start",
                "--optimized",
                "--import-realm",
                "--hostname=" + publicUrl,
                "--http-host=" + place.address(),
                "--http-port=" + port,
                "--cache-embedded-network-bind-address=" + place.clusterAddress()));
        command.addAll(database.options(place.databaseAddress()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Environment.forServer(publicUrl).variables());
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", Server.ADMIN);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", Server.ADMIN);
        // As the image does: keycloak.conf says otherwise, and what was built must be what is started.
        builder.environment().put("KC_DB", "postgres");
        builder.environment().put("KC_CACHE", "ispn");
        builder.environment().putAll(variables);
        process = Programs.start(builder, log);
    }

    /** Starts the node. */
    public void start() {
        start(Map.of());
    }

    /** Waits until the node is ready and sees a cluster of some size. */
    public void awaitReady(int members) {
        await(members, () -> answers("/health/ready") && members() == members);
    }

    /** Waits until the node sees a cluster of some size; it may serve before it is ready. */
    void awaitMembers(int members) {
        await(members, () -> members() == members);
    }

    private void await(int members, BooleanSupplier reached) {
        Instant deadline = Instant.now().plus(START_LIMIT);
        while (!reached.getAsBoolean()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("No node of a cluster of " + members + ". Its log:\n" + log());
            }
            pauseBetweenPolls();
        }
    }

    /** Ends the node with SIGKILL. */
    public void kill() {
        if (process != null) {
            Programs.kill(process);
        }
    }

    /** Stops the node with SIGSTOP, its connections open, until {@link #resume}. */
    public void pause() {
        Programs.signal("STOP", process);
    }

    /** Lets the node go on after {@link #pause}. */
    public void resume() {
        Programs.signal("CONT", process);
    }

    /** Returns whether the process exists. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Returns whether a path answers 200 within a second. */
    boolean answers(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + place.address() + ":" + port + path))
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
        return new InetSocketAddress(place.address(), port);
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
            TimeUnit.MILLISECONDS.sleep(500); // the server logs each answer that it is not ready
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
