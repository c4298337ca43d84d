package dev.oauth2notebook.keycloak.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Executes the project's notebook from top to bottom; a script that submits forms takes the place of the user. */
@ExtendWith(NotebookServer.class)
class NotebookIT {

    /** A cell that expects an error response raises an exception if it gets another one, so this test fails, too. */
    @Test
    void allCellsSucceed() throws IOException {
        Path work = Files.createDirectories(Project.server().resolveSibling("notebook"));
        Person person = new Admin(NotebookServer.get()).newPerson();
        Map<String, String> environment =
                new HashMap<>(NotebookServer.get().environment().variables());
        environment.put("BROWSER", Python.INTERPRETER + " tests/person.py %s");
        environment.put("PERSON_NAME", person.name());
        environment.put("PERSON_PASSWORD", person.password());
        environment.put("SIGN_IN_TIMEOUT", "30");
        environment.put("IPYTHONDIR", work.toString());
        environment.put("MPLCONFIGDIR", work.toString());
        Path executed = work.resolve("executed.ipynb");
        assertThat(Python.run("notebook", environment, "tests/execute.py", executed.toString()))
                .contains("cells executed");
    }
}
