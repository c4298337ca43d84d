package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactCoverTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a:x                    | a:x",
                "a:x / a:x              | a:x",
                "a:x / a:y              | a:x y",
                "a:x / b:x              | a b:x",
                "a:x / b:y              | a:x / b:y",
                "a:x y / b:x            | a b:x / a:x y",
                "a b:x y / a:x / b:y    | a b:x y",
                "a:x / a:y / b:x / b:y  | a b:x y",
                "a:x / b:y / a:y        | a:x y / b:y",
            })
    void combinesWithoutGrantingMore(String recorded, String expected) {
        List<AudiencesAndScopes> cover = ExactCover.of(parse(recorded));
        Set<AudiencesAndScopes.Pair> pairs =
                parse(recorded).stream().flatMap(each -> each.pairs().stream()).collect(Collectors.toSet());
        assertThat(cover).allMatch(each -> each.isWithin(pairs));
        assertThat(parse(recorded)).allMatch(each -> cover.stream().anyMatch(cell -> cell.contains(each)));
        assertThat(cover).hasSameSizeAs(parse(expected));
    }

    private static List<AudiencesAndScopes> parse(String text) {
        return Stream.of(text.split("/"))
                .map(String::strip)
                .map(each -> each.split(":"))
                .map(each -> new AudiencesAndScopes(words(each[0]), words(each[1])))
                .toList();
    }

    private static Set<String> words(String text) {
        return Set.copyOf(Arrays.asList(text.strip().split(" +")));
    }
}
