package dev.oauth2notebook.keycloak.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.DocumentedCommands;
import dev.oauth2notebook.keycloak.support.DocumentedCommands.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every block of commands in the documentation says which test executes it, or why none does. */
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern EXECUTED = Pattern.compile("executed by (\\w+)");
    private static final Pattern NOT_EXECUTED = Pattern.compile("not executed: \\S.+");

    static List<String> documents() throws IOException {
        try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md"),
                            pages.map(page -> ROOT.relativize(page).toString()).filter(page -> page.endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyBlockIsExecutedByATestOrMarkedAsNotExecuted(String document) throws IOException {
        for (Block block : DocumentedCommands.blocks(Files.readString(ROOT.resolve(document)))) {
            assertThat(block.comment())
                    .as("the comment above the commands in line %d of %s", block.line(), document)
                    .matches(EXECUTED.pattern() + "|" + NOT_EXECUTED.pattern());
        }
    }

    /** The test has to select the block by document and section, so a test that was not written for it does not count. */
    @ParameterizedTest
    @MethodSource("documents")
    void testsThatAreNamedExistAndReadTheBlock(String document) throws IOException {
        for (Block block : DocumentedCommands.blocks(Files.readString(ROOT.resolve(document)))) {
            Matcher executed = EXECUTED.matcher(block.comment());
            if (executed.matches()) {
                assertThat(sourceOf(executed.group(1)))
                        .as("%s, for line %d of %s", executed.group(1), block.line(), document)
                        .contains("DocumentedCommands.", quoted(document), quoted(block.section()));
            }
        }
    }

    @Test
    void blocksInListsAndWithPromptsAreFound() {
        String markdown = """
                ## Start it

                1. Run
                   <!-- executed by StartIT -->
                   ```console
                   $ cd folder && \\
                       ./start
                   $ ./stop
                   ```

                ```json
                { "not": "a command" }
                ```

                ```sh
                unmarked
                ```
                """;
        assertThat(DocumentedCommands.blocks(markdown))
                .containsExactly(
                        new Block(5, "Start it", "executed by StartIT", "cd folder && \\\n    ./start\n./stop"),
                        new Block(15, "Start it", "", "unmarked"));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static String sourceOf(String test) throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            Path source = sources.filter(file -> file.endsWith(test + ".java"))
                    .findAny()
                    .orElseThrow(() -> new AssertionError("There is no test " + test));
            return Files.readString(source);
        }
    }
}
