package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision is a pure function, and its sources show it. */
class DecisionSourcesTest {

    private static final String PACKAGE = DecisionSourcesTest.class.getPackageName();
    private static final Path SOURCES = Path.of("src/main/java", PACKAGE.split("\\."));

    @Test
    void sourcesAreWhereThisTestLooks() throws IOException {
        try (Stream<Path> sources = sources()) {
            assertThat(sources).contains(SOURCES.resolve("ExchangePolicy.java")).hasSizeGreaterThan(10);
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void onlyCollectionsAndTheLikeAreImported(Path source) throws IOException {
        assertThat(Files.readAllLines(source).stream().filter(line -> line.startsWith("import ")))
                .allMatch(line -> line.matches("import (static )?(java\\.util|" + PACKAGE + ")\\..*"));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void thereIsNoKeycloakNoHttpNoInputOutputAndNoClock(Path source) throws IOException {
        assertThat(Files.readString(source))
                .doesNotContain("org.keycloak", "jakarta.", "io.vertx", "java.io", "java.nio", "java.net", "java.time")
                .doesNotContain("System.", "Math.random", "Random", "Thread", "static volatile");
    }

    static Stream<Path> sources() throws IOException {
        return Files.list(SOURCES).filter(path -> path.toString().endsWith(".java"));
    }
}
