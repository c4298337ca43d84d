package dev.oauth2notebook.keycloak.tokenexchange.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetailListTest {

    @Test
    void noEntriesAreAnEmptyText() {
        assertThat(DetailList.join(List.of())).isEmpty();
    }

    @Test
    void entriesAreSeparatedBySemicolons() {
        assertThat(DetailList.join(List.of("call: no", "chain: no"))).isEqualTo("call: no; chain: no");
    }

    @ParameterizedTest
    @ValueSource(ints = {75, 100, 1000, 100_000})
    void manyEntriesAreCounted(int count) {
        String text = DetailList.join(
                IntStream.range(0, count).mapToObj(i -> "permit-" + i + ": no").toList());

        String[] entries = text.split("; ");
        assertThat(text).hasSizeBetween(900, DetailList.MAX_LENGTH).startsWith("permit-0: no; ");
        assertThat(entries[entries.length - 1]).isEqualTo((count - entries.length + 1) + " more");
    }

    @Test
    void overlongEntryIsCounted() {
        assertThat(DetailList.join(List.of("call: no", "x".repeat(2000)))).isEqualTo("call: no; 1 more");
        assertThat(DetailList.join(List.of("x".repeat(2000), "call: no"))).isEqualTo("2 more");
    }
}
