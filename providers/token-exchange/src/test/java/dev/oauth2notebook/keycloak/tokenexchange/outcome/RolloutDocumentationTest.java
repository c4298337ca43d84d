package dev.oauth2notebook.keycloak.tokenexchange.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reasons that docs/rollout.md explains are those that events have. */
class RolloutDocumentationTest {

    private static final Path DOCUMENT = Path.of("../../docs/rollout.md");
    private static final String HEADER = "| `would_refuse` contains | What to do |";

    @Test
    void explainedReasonsExist() throws IOException {
        List<String> explained = Files.readAllLines(DOCUMENT).stream()
                .dropWhile(line -> !line.equals(HEADER))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell ->
                        Pattern.compile("`([^`]+)`").matcher(cell).results().map(found -> found.group(1)))
                .toList();
        List<String> reasons = Stream.concat(
                        Arrays.stream(PolicyCheck.values()).map(PolicyCheck::reason),
                        Arrays.stream(ExchangeError.values()).map(ExchangeError::reason))
                .toList();
        assertThat(explained).hasSizeGreaterThan(3).allSatisfy(text -> assertThat(reasons)
                .anySatisfy(reason -> assertThat(reason).contains(text)));
    }
}
