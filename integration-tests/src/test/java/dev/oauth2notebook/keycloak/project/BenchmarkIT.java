package dev.oauth2notebook.keycloak.project;

import dev.oauth2notebook.keycloak.support.Python;
import org.junit.jupiter.api.Test;

/** Runs the unit tests of the benchmark. The benchmark itself takes too long and needs a quiet machine. */
class BenchmarkIT {

    @Test
    void pythonTestsPass() {
        Python.runTests("benchmark");
    }
}
