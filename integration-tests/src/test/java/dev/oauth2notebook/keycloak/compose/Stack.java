package dev.oauth2notebook.keycloak.compose;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Environment;
import dev.oauth2notebook.keycloak.support.Poll;
import dev.oauth2notebook.keycloak.support.Ports;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * JUnit extension: the stack of docker-compose.yml for one test class, with a project name and ports of its own. All of
 * it runs when a test begins, and it is deleted with its data after the last one.
 *
 * <p>It runs the {@code docker} command, because Testcontainers' {@code ComposeContainer} can start and delete a stack, but
 * not kill, stop or restart its services.
 */
final class Stack implements Server, BeforeAllCallback, BeforeEachCallback, AfterAllCallback, TestWatcher {

    static final String KEYCLOAK = "keycloak";
    static final String KEYCLOAK_2 = "keycloak-2";
    static final String POSTGRES = "postgres";

    private static final String ADMIN_NAME = "root";
    private static final String ADMIN_PASSWORD = "admin-of-this-test";
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final Pattern CLUSTER_SIZE = Pattern.compile("^vendor_cluster_size\\S* (\\d+)", Pattern.MULTILINE);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();

    private final int firstNodePort = Ports.free();
    private final String localUrl;
    private final Map<String, String> variables;
    private final Thread atExit = new Thread(this::deleteAtExit);
    private volatile boolean exiting;

    private Stack(boolean cluster) {
        int clusterPort = Ports.free();
        localUrl = "http://localhost:" + (cluster ? clusterPort : firstNodePort);
        variables = Map.of(
                "COMPOSE_PROJECT_NAME",
                "oauth2-notebook-test-" + firstNodePort,
                "COMPOSE_PROFILES",
                cluster ? "cluster" : "",
                "HTTP_PORT",
                String.valueOf(firstNodePort),
                "CLUSTER_PORT",
                String.valueOf(clusterPort),
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                ADMIN_NAME,
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                ADMIN_PASSWORD);
    }

    /** Makes what {@code docker compose up} starts. */
    static Stack ofOneNode() {
        return new Stack(false);
    }

    /** Makes what {@code docker compose --profile cluster up} starts, to be used through its load balancer. */
    static Stack ofTwoNodes() {
        return new Stack(true);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Runtime.getRuntime().addShutdownHook(atExit);
        compose("build", "--quiet");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        up();
        awaitReady();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        System.out.println("Warnings in the logs of the stack:");
        log().lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .forEach(System.out::println);
    }

    @Override
    public String localUrl() {
        return localUrl;
    }

    /** Returns the variables of a realm that was imported with the URL of the first node. */
    @Override
    public Environment environment() {
        return Environment.forServer("http://localhost:" + firstNodePort);
    }

    @Override
    public String log() {
        return compose("logs", "--no-color");
    }

    @Override
    public void close() {
        delete();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** Returns the administrator that the first start creates. */
    Admin admin() {
        return new Admin(this, ADMIN_NAME, ADMIN_PASSWORD);
    }

    /** Returns the port at which the first node is reached directly. */
    int firstNodePort() {
        return firstNodePort;
    }

    /** Starts what does not run. A node that has just lost another one may be unhealthy for a while; others wait for it. */
    void up() {
        until(this::allAreStarted, started -> started);
    }

    private boolean allAreStarted() {
        try {
            compose("up", "--detach");
            return true;
        } catch (IllegalStateException e) {
            if (e.getMessage().contains("is unhealthy")) {
                return false;
            }
            throw e;
        }
    }

    /** Starts one service without those that it depends on. */
    void upAlone(String service) {
        compose("up", "--detach", "--no-deps", service);
    }

    /** Restarts all services. */
    void restart() {
        compose("restart");
    }

    /** Ends a service with SIGKILL; it stays away until {@link #up}. */
    void kill(String service) {
        compose("kill", "--signal", "KILL", service);
    }

    /** Stops and removes the containers. The data stays. */
    void down() {
        compose("down");
    }

    /** Stops and removes the containers, and deletes the data. */
    void downWithData() {
        compose("down", "--volumes");
    }

    void awaitReady() {
        until(() -> status("/health/ready"), status -> status == 200);
    }

    /** Waits until an attempt succeeds, as long as a slow machine may take to start everything. */
    static <T> T until(Supplier<T> attempt, Predicate<T> wanted) {
        return Poll.until(LIMIT, PAUSE, attempt, wanted);
    }

    /** Returns the status with which a path answers, or 0 if nothing does. */
    int status(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(localUrl + path))
                .timeout(ANSWER_LIMIT)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns how often Docker has restarted a service by itself. */
    int restarts(String service) {
        return Integer.parseInt(inspect("{{.RestartCount}}", service));
    }

    /** Returns when the process of a service was started. */
    String startedAt(String service) {
        return inspect("{{.State.StartedAt}}", service);
    }

    /** Returns the size of the cluster as a node sees it, or 0 if the node does not say. */
    int members(String node) {
        // The management port is not published, and the image has no HTTP client.
        Matcher size = CLUSTER_SIZE.matcher(
                execute(
                        node,
                        "exec 3<>/dev/tcp/127.0.0.1/9000 && printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3 || true"));
        return size.find() ? Integer.parseInt(size.group(1)) : 0;
    }

    /** Runs a command of bash in the container of a service and returns its output. */
    String execute(String service, String command) {
        return compose("exec", "-T", service, "bash", "-c", command);
    }

    private String inspect(String format, String service) {
        String container = compose("ps", "--all", "--quiet", service).strip();
        return run(List.of("docker", "inspect", "--format", format, container)).strip();
    }

    /** Without letting the tests, which go on meanwhile, start it again. */
    private void deleteAtExit() {
        exiting = true;
        delete();
    }

    private void delete() {
        compose("down", "--volumes", "--remove-orphans", "--timeout", "5");
    }

    private String compose(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "compose", "--ansi", "never", "--progress", "quiet"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private synchronized String run(List<String> command) {
        if (exiting && Thread.currentThread() != atExit) {
            throw new IllegalStateException("The tests are being ended.");
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Project.root().toFile()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new IllegalStateException("The tests of the Compose stack need Docker with Compose v2.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
