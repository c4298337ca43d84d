package dev.oauth2notebook.keycloak.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.DocumentedCommands;
import dev.oauth2notebook.keycloak.support.Environment;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.ServerProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life cycle of the packaged server under {@code serve}: start, stop, restart and reset. */
@Order(1)
class ServeLifeCycleIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private static final String README = "README.md";
    private static final Pattern DOCUMENTED_OUTPUT = Pattern.compile("(?s)```text\n(The server is ready.*?)\n```");

    private static final String SAVING = "Saving the server's classes for a faster start ...\n";
    private static final String SCHEMA_CREATED = "Initializing database schema";

    @TempDir
    private Path folder;

    private int port;
    private String url;
    private Environment environment;
    private ServeTree tree;

    @BeforeEach
    void setUpProject() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        url = "http://localhost:" + port;
        environment = Environment.forServer(url);
        tree = ServeTree.packaged(folder);
        environment.variables().forEach(tree::set);
        // Unlike JAVA_OPTS_APPEND, it leaves the script's own JVM options in place. Java announces it on the console.
        tree.set("JAVA_TOOL_OPTIONS", ServerProcess.JVM_OPTIONS);
    }

    @Test
    void dataSurvivesARestartButNotAReset() throws Exception {
        try (ServeRun run = startAsDocumented()) {
            assertThat(run.output().replace(folder + "/", "")).contains(documentedOutput());
            assertThat(run.output())
                    .contains("OAUTH2_SERVER_URL=" + url, url + "/.well-known/oauth-authorization-server")
                    .contains(url + "/device", url + "/realms/notebook/account", url + "/admin/", "alice / alice")
                    .doesNotContain("Note:", "\r");
            assertThat(backendToken()).isNotBlank();
            assertThat(createUser()).isEqualTo(201);
            assertSecondServerIsRefused();
            assertThat(tree.log()).doesNotContain(SCHEMA_CREATED);
            assertThat(run.stop("INT")).isEqualTo(130);
            assertThat(run.output()).endsWith(SAVING + "The server is stopped.\n");
        }
        try (ServeRun run = start()) {
            assertThat(users()).contains("\"survivor\"");
            assertThat(run.memoryMap()).contains(tree.classArchive().toString());
            assertThat(run.stop("TERM")).isEqualTo(143);
            assertThat(run.output()).doesNotContain(SAVING);
        }
        tree.set("OAUTH2_SERVER_URL", "http://localhost:8080");
        tree.deleteSeed();
        truncate(tree.classArchive());
        try (ServeRun run = start("--reset")) {
            assertThat(run.output())
                    .contains("seed.mv.db is missing; creating the database takes a few seconds longer.");
            assertThat(tree.log()).contains(SCHEMA_CREATED);
            assertThat(users()).isEqualTo("[]");
            assertThat(run.output()).contains("Note: OAUTH2_SERVER_URL is http://localhost:8080,", "--reset");
            assertThat(run.stop("HUP")).isEqualTo(129);
            assertThat(run.output()).contains(SAVING);
        }
    }

    /** Follows the README, but at another port. */
    private ServeRun startAsDocumented() throws Exception {
        String command = DocumentedCommands.script(ServeLifeCycleIT.class, README, "Start the server");
        assertThat(command).isEqualTo("./serve");
        tree.set("KC_HTTP_PORT", Integer.toString(port));
        ServeRun run = tree.run();
        run.await("Ctrl-C stops the server.");
        return run;
    }

    private List<String> documentedOutput() throws Exception {
        Matcher output =
                DOCUMENTED_OUTPUT.matcher(Files.readString(Project.root().resolve(README)));
        assertThat(output.find()).isTrue();
        return output.group(1).replace("http://localhost:8080", url).lines().toList();
    }

    private ServeRun start(String... options) throws Exception {
        String[] all = new String[options.length + 1];
        all[0] = "--http-port=" + port;
        System.arraycopy(options, 0, all, 1, options.length);
        ServeRun run = tree.run(all);
        run.await("Ctrl-C stops the server.");
        return run;
    }

    /** Leaves a file as a full disk would. */
    private static void truncate(Path file) throws IOException {
        assertThat(file.toFile().setWritable(true)).isTrue();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(5000);
        }
    }

    private void assertSecondServerIsRefused() throws Exception {
        String otherPort = "--http-port=" + (port + 1);
        for (String[] options : List.of(new String[] {otherPort}, new String[] {"--reset", otherPort})) {
            try (ServeRun second = tree.run(options)) {
                assertThat(second.status()).isEqualTo(1);
                assertThat(second.output())
                        .startsWith("serve: A server is already running on ")
                        .endsWith("stop it first.\n");
            }
        }
    }

    private String backendToken() throws Exception {
        String client = environment.get("BACKEND_CLIENT_ID") + ":" + environment.get("BACKEND_CLIENT_SECRET");
        return accessToken(form("/token", "grant_type=client_credentials")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8))));
    }

    private int createUser() throws Exception {
        return send(asAdministrator("/users")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"survivor\"}")))
                .statusCode();
    }

    private String users() throws Exception {
        return send(asAdministrator("/users?exact=true&username=survivor")).body();
    }

    private HttpRequest.Builder asAdministrator(String path) throws Exception {
        String token = accessToken(form(
                "/realms/master/protocol/openid-connect/token",
                "grant_type=password&client_id=admin-cli&username=admin&password=admin"));
        return HttpRequest.newBuilder(URI.create(url + "/admin/realms/notebook" + path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder form(String path, String body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static String accessToken(HttpRequest.Builder request) throws Exception {
        String body = send(request).body();
        Matcher token = ACCESS_TOKEN.matcher(body);
        assertThat(token.find()).as(body).isTrue();
        return token.group(1);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
