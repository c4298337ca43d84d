package dev.oauth2notebook.keycloak.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The notebook as committed, and its helpers: needs no server. */
class NotebookSourceIT {

    @Test
    void pythonTestsPass() {
        String output = Python.run(Map.of(), "-m", "unittest", "discover", "-s", "tests", "-t", ".");
        assertThat(output).containsPattern("Ran [1-9]\\d* tests").contains("OK");
    }
}
