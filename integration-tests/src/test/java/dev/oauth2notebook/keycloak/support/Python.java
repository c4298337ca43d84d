package dev.oauth2notebook.keycloak.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs Python code of the project. */
public final class Python {

    /** The interpreter: Debian's, unless {@code NOTEBOOK_PYTHON} names another, e.g. that of a virtual environment. */
    public static final String INTERPRETER = System.getenv().getOrDefault("NOTEBOOK_PYTHON", "/usr/bin/python3");

    private Python() {}

    /** Runs the unit tests of a folder and checks that none was skipped. */
    public static void runTests(String folder) {
        assertAllTestsPassed(run(folder, Map.of(), "-m", "unittest", "discover", "-s", "tests", "-t", "."));
    }

    /** Checks the output of Python's unit tests: there were some, and none was skipped. */
    public static void assertAllTestsPassed(String output) {
        assertThat(output).containsPattern("Ran [1-9]\\d* tests").contains("OK").doesNotContain("skipped");
    }

    /** Runs Python in a folder of the project and returns its output, or fails with the output. */
    public static String run(String folder, Map<String, String> environment, String... arguments) {
        if (!Files.isExecutable(Path.of(INTERPRETER))) {
            throw new IllegalStateException("Python is needed (" + INTERPRETER
                    + "): apt-get install --no-install-recommends $(cat notebook/debian-packages.txt)");
        }
        List<String> command = new ArrayList<>(List.of(INTERPRETER));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Project.root().resolve(folder).toFile())
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
