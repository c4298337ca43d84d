package dev.oauth2notebook.keycloak.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of the explorer's page, as far as they need neither a server nor a browser: run by Node.js. */
class ExplorerScriptsIT {

    private static final String RESOURCES = "providers/explorer/src/main/resources/";

    /** Node.js takes the scripts for modules because of the {@code package.json} beside the tests. */
    private static final List<String> SOURCES = List.of(
            "integration-tests/src/test/explorer", RESOURCES + "explorer", RESOURCES + "theme-resources/templates");

    @Test
    void testsOfTheScriptsPass(@TempDir Path folder) throws IOException {
        for (String source : SOURCES) {
            copy(Project.root().resolve(source), folder);
        }
        assertThat(Shell.in(folder).run("node --test --test-reporter=tap"))
                .containsPattern("(?m)^# pass [1-9]")
                .contains("# fail 0");
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }
}
