package dev.oauth2notebook.keycloak.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.DocumentedCommands;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Server;
import dev.oauth2notebook.keycloak.support.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Executes the commands of docs/permit-tools.md as they are. */
@ExtendWith(NotebookServer.class)
class PermitToolsIT {

    private static final String DOCUMENT = "docs/permit-tools.md";

    @TempDir
    private static Path sessions;

    @BeforeAll
    static void signIn() {
        shell().run("kcadm.sh config credentials --server "
                + NotebookServer.get().localUrl() + " --realm master --user admin");
    }

    @Test
    void mapAndGraphAreShown() {
        assertThat(shell().run(DocumentedCommands.script(PermitToolsIT.class, DOCUMENT, "Permit map")))
                .contains("\"permit\" : \"backend-calls-downstream\"", "flowchart LR\n");
    }

    @Test
    void requestsAreSimulated() {
        assertThat(shell().run(DocumentedCommands.script(PermitToolsIT.class, DOCUMENT, "Simulator")))
                .contains(
                        "\"granted\" : false",
                        "\"reason\" : \"permit backend-calls-report-service: requires an actor token\"",
                        "add `report-service` to `audiences` of permit backend-calls-downstream",
                        "\"reason\" : \"no client-credentials permit applies to this requester\"");
    }

    @Test
    void permitsAreSuggested() {
        assertThat(shell().run(DocumentedCommands.script(PermitToolsIT.class, DOCUMENT, "Suggested permits")))
                .contains("\"clientProfiles\"", "\"saved\" : true");
    }

    private static Shell shell() {
        return Shell.in(sessions)
                .set("PATH", Project.server().resolve("bin") + ":" + System.getenv("PATH"))
                .set("KC_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.home=" + sessions)
                .set("KC_CLI_PASSWORD", Server.ADMIN);
    }
}
