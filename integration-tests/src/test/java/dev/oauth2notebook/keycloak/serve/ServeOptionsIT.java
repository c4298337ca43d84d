package dev.oauth2notebook.keycloak.serve;

import static dev.oauth2notebook.keycloak.serve.ServeTree.freePort;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The help of {@code serve}, and what it passes on to {@code kc.sh}. */
class ServeOptionsIT {

    private static final String PRINT_ENVIRONMENT = "echo \"arguments: $*\"; env; exit 2";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpExplainsOptionsAndHasNoRequirements(String option) throws Exception {
        try (ServeRun run = ServeTree.unbuilt(folder).unset("JAVA_HOME").run(option)) {
            assertThat(run.status()).isZero();
            assertThat(run.output())
                    .startsWith("Usage: ./serve [--reset] [kc.sh start options]\n")
                    .contains("--reset ", "JAVA_HOME", "KC_BOOTSTRAP_ADMIN_PASSWORD", "notebook.env", "Exit status");
        }
    }

    @Test
    void optionsArePassedToKeycloakUnchanged() throws Exception {
        String port = freePort();
        assertThat(environmentOf(ServeTree.withStandIn(folder, PRINT_ENVIRONMENT), "--reset", port, "--log-level=a b"))
                .contains("arguments: start --optimized --import-realm " + port + " --log-level=a b");
    }

    @Test
    void environmentFileIsReadButNotExecutedAndVariablesThatAreSetTakePrecedence() throws Exception {
        ServeTree tree = ServeTree.withStandIn(folder, PRINT_ENVIRONMENT)
                .write(
                        "realm-config/notebook.env",
                        "PLAIN=a=b # comment\nQUOTED=\"a b\"\nEMPTY=\nLITERAL=$(touch executed)`touch executed`\n"
                                + "BACKEND_CLIENT_SECRET=file")
                .set("BACKEND_CLIENT_SECRET", "mine");
        assertThat(environmentOf(tree, freePort()))
                .contains(
                        "PLAIN=a=b",
                        "QUOTED=a b",
                        "EMPTY=",
                        "LITERAL=$(touch executed)`touch executed`",
                        "BACKEND_CLIENT_SECRET=mine");
        assertThat(tree.path("executed")).doesNotExist();
    }

    @Test
    void administratorHasADefaultPasswordIfOnlyThisMachineCanReachTheServer() throws Exception {
        assertThat(environmentOf(ServeTree.withStandIn(folder, PRINT_ENVIRONMENT), freePort()))
                .contains("KC_BOOTSTRAP_ADMIN_USERNAME=admin", "KC_BOOTSTRAP_ADMIN_PASSWORD=admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--http-host=0.0.0.0",
                "--hostname=https://id.example.org/auth",
                "--hostname=localhost.example.org"
            })
    void administratorHasNoDefaultPasswordIfOthersCanReachTheServer(String option) throws Exception {
        assertThat(environmentOf(ServeTree.withStandIn(folder, PRINT_ENVIRONMENT), freePort(), option))
                .noneMatch(line -> line.startsWith("KC_BOOTSTRAP_ADMIN"));
    }

    private static String[] environmentOf(ServeTree tree, String... options) throws Exception {
        try (ServeRun run = tree.run(options)) {
            assertThat(run.status()).isEqualTo(1);
            return run.output().split("\n");
        }
    }
}
