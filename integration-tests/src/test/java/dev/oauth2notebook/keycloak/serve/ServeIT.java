package dev.oauth2notebook.keycloak.serve;

import static dev.oauth2notebook.keycloak.serve.ServeTree.freePort;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors of {@code serve} and their messages. */
class ServeIT {

    @TempDir
    private Path folder;

    private ServerSocket occupied;

    @BeforeEach
    void occupyPort() throws IOException {
        occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void releasePort() throws IOException {
        occupied.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http-port=%d", "--http-port %d"})
    void portInUseIsReportedBeforeABuild(String option) throws Exception {
        int port = occupied.getLocalPort();
        assertError(
                ServeTree.unbuilt(folder),
                "Port " + port + " is in use; stop what listens there or choose another with --http-port=N.",
                option.formatted(port).split(" "));
    }

    @Test
    void portInUseFromTheEnvironmentIsReported() throws Exception {
        int port = occupied.getLocalPort();
        assertError(
                ServeTree.unbuilt(folder).set("KC_HTTP_PORT", Integer.toString(port)),
                "Port " + port + " is in use; stop what listens there or choose another with --http-port=N.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.2", "1.8.0_392", "16-ea"})
    void oldJavaIsReported(String version) throws Exception {
        assertError(
                ServeTree.unbuilt(folder).java(version),
                "Java 17 or newer is needed, but " + folder + "/jdk/bin/java is version " + version
                        + "; set JAVA_HOME.",
                freePort());
    }

    @Test
    void javaHomeWithoutJavaIsReported() throws Exception {
        assertError(
                ServeTree.unbuilt(folder).set("JAVA_HOME", "/nowhere"),
                "Java 17 or newer is needed, but there is no /nowhere/bin/java; install a JDK or set JAVA_HOME.",
                freePort());
    }

    @Test
    void missingJavaIsReported() throws Exception {
        assertError(
                ServeTree.unbuilt(folder).unset("JAVA_HOME"),
                "Java 17 or newer is needed, but there is no java; install a JDK or set JAVA_HOME.",
                freePort());
    }

    @Test
    void missingMavenIsReportedIfNothingIsBuilt() throws Exception {
        assertMavenRequired(ServeTree.unbuilt(folder));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "providers/pom.xml",
                "providers/aliases/pom.xml",
                "providers/aliases/src/main/java/New.java",
                "distribution/pom.xml",
                "distribution/src/main/distribution/conf/keycloak.conf"
            })
    void newerSourceRequiresABuild(String source) throws Exception {
        assertMavenRequired(ServeTree.withStandIn(folder, "exit 2").change(source));
    }

    @ParameterizedTest
    @ValueSource(strings = {"providers/keycloak-oauth2-notebook-aliases.jar", "lib/quarkus/generated-bytecode.jar"})
    void interruptedBuildIsDetected(String written) throws Exception {
        assertMavenRequired(ServeTree.withStandIn(folder, "exit 2").changeServer(written));
    }

    @Test
    void tooLittleDiskSpaceForABuildIsReported() throws Exception {
        assertError(
                withFreeMegabytes(ServeTree.unbuilt(folder).tool("mvn", "exit 1"), 1023),
                "Too little disk space: 1024 MB are needed in " + folder + ", but only 1023 MB are free.",
                freePort());
    }

    @Test
    void tooLittleDiskSpaceToRunIsReported() throws Exception {
        assertError(
                withFreeMegabytes(ServeTree.withStandIn(folder, "exit 2"), 99),
                "Too little disk space: 100 MB are needed in " + folder + ", but only 99 MB are free.",
                freePort());
    }

    @Test
    void missingEnvironmentFileIsReported() throws Exception {
        assertError(
                ServeTree.unbuilt(folder).delete("realm-config/notebook.env"),
                folder + "/realm-config/notebook.env is missing; it has the names and secrets of the clients.");
    }

    @Test
    void malformedEnvironmentFileIsReported() throws Exception {
        assertError(
                ServeTree.unbuilt(folder).write("realm-config/notebook.env", "# names\nTV_CLIENT_ID=tv\nrm -rf /\n"),
                folder + "/realm-config/notebook.env, line 3: expected NAME=VALUE.");
    }

    @Test
    void failedBuildShowsTheEndOfItsLog() throws Exception {
        ServeTree tree = ServeTree.unbuilt(folder).tool("mvn", "for n in 1 2 3; do echo \"error $n\"; done; exit 1");
        try (ServeRun run = tree.run(freePort())) {
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.output())
                    .endsWith("error 1\nerror 2\nerror 3\nserve: The build failed; its whole log is " + folder
                            + "/distribution/target/build.log.\n");
        }
    }

    @Test
    void stoppedBuildLeavesNoProcessesBehind() throws Exception {
        try (ServeRun run =
                ServeTree.unbuilt(folder).tool("mvn", "exec sleep 600").run(freePort())) {
            run.awaitChild("sleep 600");
            assertThat(run.stop("TERM")).isEqualTo(143);
            assertThat(run.output()).endsWith("The build is stopped.\n");
        }
    }

    @Test
    void secondCtrlCKillsABuildThatDoesNotStop() throws Exception {
        ServeTree tree = ServeTree.unbuilt(folder).tool("mvn", "trap '' TERM; exec sleep 600");
        try (ServeRun run = tree.run(freePort())) {
            run.awaitChild("sleep 600");
            while (run.isAlive()) { // signals within two seconds count as one
                run.signal("INT");
            }
            assertThat(run.status()).isEqualTo(130);
            assertThat(run.output()).endsWith("The build is stopped.\n");
        }
    }

    @Test
    void errorsOfKeycloakAreShown() throws Exception {
        ServeTree tree = ServeTree.withStandIn(folder, "echo \"Unknown option: '$5'\" >&2; exit 2");
        try (ServeRun run = tree.run(freePort(), "--nonsense")) {
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.output())
                    .contains("Unknown option: '--nonsense'\n")
                    .endsWith("serve: The server did not start (exit status 2); it says why above.\n");
        }
    }

    private static void assertMavenRequired(ServeTree tree) throws Exception {
        assertError(tree, "Maven is needed to build the server, but there is no mvn; install it.", freePort());
    }

    private static void assertError(ServeTree tree, String message, String... options) throws Exception {
        try (ServeRun run = tree.run(options)) {
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.output()).isEqualTo("serve: " + message + "\n");
        }
    }

    private static ServeTree withFreeMegabytes(ServeTree tree, int megabytes) throws IOException {
        return tree.tool(
                "df",
                "echo Filesystem 1024-blocks Used Available Capacity Mounted; echo /dev/x 9 9 "
                        + (megabytes * 1024L + 1023) + " 99% /");
    }
}
