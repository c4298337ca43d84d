package dev.oauth2notebook.keycloak.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Creates and deletes folders for tests. */
final class Folders {

    private Folders() {}

    /** Creates a temporary folder, which is deleted when the tests have ended. */
    static Path temporary(String name) {
        try {
            Path folder = Files.createTempDirectory(name);
            Processes.atExit(() -> {
                empty(folder);
                folder.toFile().delete();
            });
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the contents of a folder, if it exists, but not the folder itself. */
    static void empty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
