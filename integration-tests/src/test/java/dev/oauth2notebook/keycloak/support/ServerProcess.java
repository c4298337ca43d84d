package dev.oauth2notebook.keycloak.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged server that runs as a separate process with its own database. */
public final class ServerProcess implements Server {

    /** For servers of single test classes, which run for too short a time to profit from the optimising compiler. */
    public static final String JVM_OPTIONS = "-XX:TieredStopAtLevel=1";

    /** The tests sign in thousands of times; with Keycloak's default, hashing takes half of the server's CPU time. */
    public static final List<String> FAST_PASSWORD_HASHES =
            List.of("--spi-password-hashing--argon2--memory=8", "--spi-password-hashing--argon2--iterations=1");

    private static final Duration START_TIMEOUT = Duration.ofMinutes(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;
    private final String localUrl;
    private final Environment environment;

    private ServerProcess(Process process, Path log, String localUrl, Environment environment) {
        this.process = process;
        this.log = log;
        this.localUrl = localUrl;
        this.environment = environment;
    }

    /**
     * Starts the packaged server as shipped, except for its port and the cost of password hashes, and waits until it is
     * ready.
     */
    public static ServerProcess start(String... options) {
        return new Builder().options(options).start();
    }

    @Override
    public String localUrl() {
        return localUrl;
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady(String path) {
        Instant deadline = Instant.now().plus(START_TIMEOUT);
        HttpRequest health = HttpRequest.newBuilder(URI.create(localUrl + path)).build();
        while (!ready(health)) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                close();
                throw new IllegalStateException("The server did not start. Its log:\n" + log());
            }
        }
    }

    private boolean ready(HttpRequest health) {
        try {
            TimeUnit.MILLISECONDS.sleep(100); // between two polls of a server that is still starting
            return HTTP.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Configures what differs from the shipped server. */
    public static final class Builder {

        private final List<String> options = new ArrayList<>();
        private Path home = Project.server();
        private String path = "";
        private String publicUrl;
        private Path data;
        private final Map<String, String> variables = new HashMap<>();

        /** Adds options of {@code kc.sh start}. */
        public Builder options(String... more) {
            options.addAll(List.of(more));
            return this;
        }

        /** Uses a server folder other than the packaged one. */
        public Builder home(Path folder) {
            home = folder;
            return this;
        }

        /** Sets the path below which the server answers, e.g. {@code /kc}. */
        public Builder path(String relativePath) {
            path = relativePath;
            return this;
        }

        /** Sets the URL that the realm is imported with, if it is not the local one. */
        public Builder publicUrl(String url) {
            publicUrl = url;
            return this;
        }

        /** Sets a variable of the server's environment. */
        public Builder variable(String name, String value) {
            variables.put(name, value);
            return this;
        }

        /** Sets the folder of the database, so that a later server can continue with the same data. */
        public Builder data(Path folder) {
            data = folder;
            return this;
        }

        /** Starts the server and waits until it is ready. */
        public ServerProcess start() {
            try {
                int port = Ports.free();
                String localUrl = "http://localhost:" + port + path;
                Environment environment = Environment.forServer(publicUrl == null ? localUrl : publicUrl);
                Path work = Files.createTempDirectory(
                        Files.createDirectories(Project.server().resolveSibling("servers")), "server");
                Path h2 = Files.createDirectories((data == null ? work : data).resolve("h2"));
                Path database = h2.resolve("keycloakdb.mv.db");
                if (Files.notExists(database)) {
                    Files.copy(Project.server().resolve("data/seed.mv.db"), database); // as `serve` does
                }
                List<String> command = new ArrayList<>(List.of(
                        home.resolve("bin/kc.sh").toString(),
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--http-port=" + port,
                        "--db-url=jdbc:h2:file:" + h2.resolve("keycloakdb") + ";NON_KEYWORDS=VALUE"));
                command.addAll(FAST_PASSWORD_HASHES);
                command.addAll(options);
                Path log = work.resolve("server.log");
                ProcessBuilder builder =
                        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
                builder.environment().putAll(environment.variables());
                builder.environment().put("JAVA_OPTS_APPEND", JVM_OPTIONS);
                builder.environment().putAll(variables);
                builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
                builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
                ServerProcess server = new ServerProcess(builder.start(), log, localUrl, environment);
                server.awaitReady("/health/ready");
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
