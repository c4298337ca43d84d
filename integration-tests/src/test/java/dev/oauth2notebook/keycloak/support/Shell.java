package dev.oauth2notebook.keycloak.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs commands in bash, as a reader of the documentation would. */
public final class Shell {

    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();

    private Shell(Path folder) {
        this.folder = folder;
    }

    /** Creates a shell whose commands start in the given folder. */
    public static Shell in(Path folder) {
        return new Shell(folder);
    }

    /** Sets a variable of the commands' environment. */
    public Shell set(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /**
     * Runs commands until one fails.
     *
     * @return what they print to standard output
     * @throws AssertionError with all output if a command fails
     */
    public String run(String script) {
        try {
            Path errors = Files.createTempFile("shell", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-u", "-o", "pipefail", "-c", script)
                        .directory(folder.toFile())
                        .redirectError(errors.toFile());
                builder.environment().putAll(variables);
                Process process = builder.start();
                process.getOutputStream().close();
                String output = new String(process.getInputStream().readAllBytes(), UTF_8);
                int status = process.waitFor();
                if (status != 0) {
                    throw new AssertionError(
                            "Exit status " + status + " of:\n" + script + "\n\n" + output + Files.readString(errors));
                }
                return output;
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
