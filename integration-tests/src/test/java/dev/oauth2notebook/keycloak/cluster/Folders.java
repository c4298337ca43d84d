package dev.oauth2notebook.keycloak.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that a test makes and deletes. */
final class Folders {

    private Folders() {}

    /** Makes a folder below the system's for such; it is deleted when the tests have ended. */
    static Path temporary(String name) {
        try {
            Path folder = Files.createTempDirectory(name);
            Programs.atTheEnd(() -> {
                empty(folder);
                folder.toFile().delete();
            });
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what is in a folder, if it exists, but not the folder. */
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
