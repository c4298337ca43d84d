package dev.oauth2notebook.keycloak.notebook;

import dev.oauth2notebook.keycloak.support.Python;
import org.junit.jupiter.api.Test;

/** The notebook as committed, and its helpers: needs no server. */
class NotebookSourceIT {

    @Test
    void pythonTestsPass() {
        Python.runTests("notebook");
    }
}
