package dev.oauth2notebook.keycloak.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** Reads the project's files as text or as YAML, which includes JSON. */
final class Sources {

    private static final Path ROOT = Path.of("..");

    private Sources() {}

    static Path file(String path) {
        return ROOT.resolve(path);
    }

    static String text(String path) {
        return text(file(path));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all text files below a folder, or the file itself if the path is a file. */
    static List<Path> below(String path) {
        try (Stream<Path> files = Files.walk(file(path))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the first group of every match. */
    static List<String> find(String regex, String text) {
        return Pattern.compile(regex, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    static <T> T yaml(String text) {
        return new Yaml().load(text);
    }
}
