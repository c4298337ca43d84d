package dev.oauth2notebook.keycloak.support;

import com.github.dockerjava.api.model.PortBinding;
import dasniko.testcontainers.keycloak.KeycloakContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** Runs the project's image with PostgreSQL, as {@code docker compose up} does. */
final class ServerContainer implements Server {

    private static final String IMAGE = "keycloak-oauth2-notebook:integration-test";
    private static final int HTTP_PORT = 8080;
    private static final String DATABASE = "keycloak"; // host, name, user and password
    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);

    private final Network network = Network.newNetwork();
    private final GenericContainer<?> database;
    private final KeycloakContainer keycloak;
    private final String localUrl;
    private final Environment environment;

    private ServerContainer(int port) {
        localUrl = "http://localhost:" + port;
        environment = Environment.forServer(localUrl);
        database = new GenericContainer<>(postgresImage())
                .withNetwork(network)
                .withNetworkAliases(DATABASE)
                .withEnv("POSTGRES_USER", DATABASE)
                .withEnv("POSTGRES_PASSWORD", DATABASE)
                // Over TCP, because PostgreSQL listens only on its Unix socket during initialisation.
                .waitingFor(Wait.forSuccessfulCommand("pg_isready -q -h 127.0.0.1 -U " + DATABASE));
        keycloak = new KeycloakContainer(IMAGE)
                .withProductionMode()
                .withOptimizedFlag()
                .withAdminUsername(ADMIN)
                .withAdminPassword(ADMIN)
                .withEnv(environment.variables())
                // As in docker-compose.yml, because the port is published only on 127.0.0.1.
                .withEnv("KC_SPI_REALM_RESTAPI_EXTENSION__OAUTH2__LOCAL", "true")
                .withEnv("KC_DB_URL_HOST", DATABASE)
                .withEnv("KC_DB_USERNAME", DATABASE)
                .withEnv("KC_DB_PASSWORD", DATABASE)
                .withNetwork(network)
                .withExposedPorts(HTTP_PORT)
                // The realm is imported with its URL, so the port must be known before the start.
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withPortBindings(PortBinding.parse("127.0.0.1:" + port + ":" + HTTP_PORT)))
                .waitingFor(Wait.forHttp("/health/ready").forPort(HTTP_PORT).withStartupTimeout(START_TIMEOUT));
    }

    /** Builds the image, starts it and waits until it is ready. */
    static ServerContainer start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("The profile container needs Docker, but Docker is not available.");
        }
        buildImage();
        ServerContainer server = new ServerContainer(Ports.free());
        try {
            server.database.start();
            server.keycloak.start();
            return server;
        } catch (RuntimeException e) {
            String log = server.keycloak.getContainerId() == null ? "" : server.log();
            server.close();
            throw new IllegalStateException("The container did not start: " + e.getMessage() + "\n" + log, e);
        }
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
        return keycloak.getLogs();
    }

    @Override
    public void close() {
        keycloak.stop();
        database.stop();
        network.close();
    }

    /** Returns the image that docker-compose.yml uses. */
    private static String postgresImage() {
        try (Stream<String> lines = Files.lines(Project.root().resolve("docker-compose.yml"))) {
            return lines.map(String::strip)
                    .filter(line -> line.startsWith("image: postgres:"))
                    .map(line -> line.substring("image: ".length()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void buildImage() {
        try {
            List<String> command = new ArrayList<>(List.of("docker", "build", "--quiet", "--tag", IMAGE));
            String keycloak = System.getProperty("image.keycloak.version", "");
            if (!keycloak.isEmpty()) {
                command.addAll(List.of("--build-arg", "KEYCLOAK_VERSION=" + keycloak));
            }
            command.add(".");
            Process build = new ProcessBuilder(command)
                    .directory(Project.root().toFile())
                    .inheritIO()
                    .start();
            if (build.waitFor() != 0) {
                throw new IllegalStateException("docker build failed; see its output above.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The profile container needs the docker command to build the image.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
