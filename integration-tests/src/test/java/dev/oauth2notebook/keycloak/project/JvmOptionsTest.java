package dev.oauth2notebook.keycloak.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the JVM options are set in one file, which everything reads that starts a server. */
class JvmOptionsTest {

    private static final String FILE = "jvm.options";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "Dockerfile",
                "docker/archive-classes",
                "docs/production.md",
                "benchmark/load/servers.py"
            })
    void optionsComeFromTheFile(String reader) {
        assertThat(Sources.text(reader)).contains(FILE).doesNotContain("UseParallelGC", "UseTransparentHugePages");
    }
}
