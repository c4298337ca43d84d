package dev.oauth2notebook.keycloak.notebook;

import dev.oauth2notebook.keycloak.support.Python;
import org.junit.jupiter.api.Test;

/** Runs the unit tests of the committed notebook and its helpers, which need no server. */
class NotebookSourceIT {

    @Test
    void pythonTestsPass() {
        Python.runTests("notebook");
    }
}
