package dev.oauth2notebook.keycloak.notebook;

import dev.oauth2notebook.keycloak.support.DocumentedCommands;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Python;
import dev.oauth2notebook.keycloak.support.Shell;
import org.junit.jupiter.api.Test;

/** Runs the unit tests of the committed notebook and its helpers, which need no server, as docs/notebook.md says. */
class NotebookSourceIT {

    @Test
    void pythonTestsPass() {
        String command = DocumentedCommands.script(NotebookSourceIT.class, "docs/notebook.md", "Changing it");
        Python.assertAllTestsPassed(Shell.in(Project.root())
                .set("PYTHONDONTWRITEBYTECODE", "1")
                .run("exec 2>&1\n" + command.replace("python3", Python.INTERPRETER)));
    }
}
