package dev.oauth2notebook.keycloak.messages;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The places that have templates and messages of ours: the theme and four modules, and Keycloak's messages below them. */
enum MessageBundle {
    THEME(Path.of("../themes/notebook/login"), "."),
    PAGES(Path.of("../providers/pages/src/main/resources/theme-resources"), "templates"),
    DEVICE(Path.of("../providers/device/src/main/resources/theme-resources"), "templates"),
    TOKEN_EXCHANGE(Path.of("../providers/token-exchange/src/main/resources/theme-resources"), "templates"),
    EXPLORER(Path.of("../providers/explorer/src/main/resources/theme-resources"), "templates");

    private static final String BEFORE_LANGUAGE = "messages_";
    private static final String AFTER_LANGUAGE = ".properties";

    private final Path messages;
    private final Path templates;

    MessageBundle(Path folder, String templates) {
        this.messages = folder.resolve("messages");
        this.templates = folder.resolve(templates);
    }

    Set<String> languages() {
        return files(messages)
                .map(file -> file.getFileName().toString())
                .map(name -> name.replace(BEFORE_LANGUAGE, "").replace(AFTER_LANGUAGE, ""))
                .collect(Collectors.toSet());
    }

    /** Returns the lines that are neither empty nor a comment; fails if the file is not UTF-8. */
    List<String> lines(String language) {
        return text(file(language))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    Map<String, String> messages(String language) {
        try {
            return read(Files.newInputStream(file(language)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text of each template by its file name. */
    Map<String, String> templates() {
        return files(templates)
                .filter(file -> file.toString().endsWith(".ftl"))
                .collect(Collectors.toMap(file -> file.getFileName().toString(), MessageBundle::text));
    }

    /** Returns the messages of the theme's parents, read as Keycloak reads them. */
    static Map<String, String> ofKeycloak(String language) {
        return Stream.of("theme/base/login/messages/", "theme/keycloak.v2/login/messages/")
                .map(folder -> folder + BEFORE_LANGUAGE + language + AFTER_LANGUAGE)
                .map(MessageBundle.class.getClassLoader()::getResourceAsStream)
                .filter(Objects::nonNull)
                .map(MessageBundle::read)
                .flatMap(messages -> messages.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (base, child) -> child));
    }

    private Path file(String language) {
        return messages.resolve(BEFORE_LANGUAGE + language + AFTER_LANGUAGE);
    }

    private static Map<String, String> read(InputStream stream) {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, properties::getProperty));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
