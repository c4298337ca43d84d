package dev.oauth2notebook.keycloak.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs scripts of a Node.js package whose dependencies are installed from its lock file. */
public final class NodeJs {

    private final Path folder;

    private NodeJs(Path folder) {
        this.folder = folder;
    }

    /** Copies a package of the project to the target folder and installs its dependencies. */
    public static synchronized NodeJs install(String source) {
        try {
            Path original = Project.root().resolve(source);
            Path folder = Files.createDirectories(
                    Project.server().resolveSibling("node").resolve(original.getFileName()));
            try (DirectoryStream<Path> files = Files.newDirectoryStream(original)) {
                for (Path file : files) {
                    if (Files.isRegularFile(file)) {
                        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
            Process npm = start(folder, Map.of(), "npm", "ci", "--prefer-offline");
            String output = new String(npm.getInputStream().readAllBytes(), UTF_8);
            assertThat(waitFor(npm)).as(output).isZero();
            return new NodeJs(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a file to the package, or replaces it. */
    public void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a script of the package. */
    public Script run(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(arguments));
        return new Script(start(folder, environment, command.toArray(String[]::new)));
    }

    private static Process start(Path folder, Map<String, String> environment, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IllegalStateException("Node.js, 20 or newer, and npm are needed: apt-get install nodejs npm", e);
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A running script that exchanges lines of text with the test. */
    public static final class Script implements AutoCloseable {

        private final Process process;
        private final BufferedReader output;

        private Script(Process process) {
            this.process = process;
            this.output = process.inputReader(UTF_8);
        }

        /**
         * Reads the next line of the script's output, or fails with all remaining output if the line starts
         * differently.
         */
        public String readLine(String start) {
            try {
                String line = output.readLine();
                if (line == null || !line.startsWith(start)) {
                    throw new AssertionError(line + output.lines().reduce("", (all, more) -> all + "\n" + more));
                }
                return line;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Writes a line to the script's standard input. */
        public void writeLine(String line) {
            try {
                process.getOutputStream().write((line + "\n").getBytes(UTF_8));
                process.getOutputStream().flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
