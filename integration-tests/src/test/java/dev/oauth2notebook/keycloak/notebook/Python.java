package dev.oauth2notebook.keycloak.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Python, run in the folder of the notebook. */
final class Python {

    /** The interpreter; {@code NOTEBOOK_PYTHON} names another one, e.g. of a virtual environment. */
    static final String INTERPRETER = System.getenv().getOrDefault("NOTEBOOK_PYTHON", "/usr/bin/python3");

    private Python() {}

    /** Returns what a command printed; fails with it if the command fails. */
    static String run(Map<String, String> environment, String... arguments) {
        if (!Files.isExecutable(Path.of(INTERPRETER))) {
            throw new IllegalStateException("The notebook needs Python (" + INTERPRETER
                    + "): apt-get install --no-install-recommends $(cat notebook/debian-packages.txt)");
        }
        List<String> command = new ArrayList<>(List.of(INTERPRETER));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Project.root().resolve("notebook").toFile())
                .redirectErrorStream(true);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("PYDEVD_DISABLE_FILE_VALIDATION", "1"); // the kernel's debugger warns otherwise
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
