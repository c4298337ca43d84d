package dev.oauth2notebook.keycloak.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookRun;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Project;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Executes the project's notebook from top to bottom; a script that submits forms takes the place of the user. */
@ExtendWith(NotebookServer.class)
class NotebookIT {

    /** A cell that expects an error response raises an exception if it gets another one, so this test fails, too. */
    @Test
    void allCellsSucceed() throws IOException {
        Path executed = Project.server().resolveSibling("notebook").resolve("executed.ipynb");
        Person person = new Admin(NotebookServer.get()).newPerson();
        assertThat(NotebookRun.execute(NotebookServer.get(), person, executed)).contains("cells executed");
    }
}
