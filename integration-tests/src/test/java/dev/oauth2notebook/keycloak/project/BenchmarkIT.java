package dev.oauth2notebook.keycloak.project;

import dev.oauth2notebook.keycloak.support.Python;
import org.junit.jupiter.api.Test;

/** The benchmark's own parts: it takes too long, and needs too quiet a machine, to run with the tests. */
class BenchmarkIT {

    @Test
    void pythonTestsPass() {
        Python.runTests("benchmark");
    }
}
