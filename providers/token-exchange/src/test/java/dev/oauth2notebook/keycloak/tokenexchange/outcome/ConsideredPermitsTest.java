package dev.oauth2notebook.keycloak.tokenexchange.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ConsideredPermit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PermitBuilder;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsideredPermitsTest {

    @Test
    void noPermitsAreAnEmptyText() {
        assertThat(ConsideredPermits.describe(List.of())).isEmpty();
    }

    @Test
    void eachPermitHasItsReason() {
        assertThat(ConsideredPermits.describe(List.of(
                        considered("call", PolicyCheck.AUDIENCE), considered("chain", PolicyCheck.SUBJECT_CLIENT))))
                .isEqualTo("call: does not permit a requested audience;"
                        + " chain: does not accept subject tokens of this client");
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 100, 1000, 100_000})
    void manyPermitsAreCounted(int count) {
        List<ConsideredPermit> permits = IntStream.range(0, count)
                .mapToObj(i -> considered("permit-" + i, PolicyCheck.AUDIENCE))
                .toList();

        String text = ConsideredPermits.describe(permits);

        String[] entries = text.split("; ");
        assertThat(text).hasSizeBetween(900, ConsideredPermits.MAX_LENGTH).startsWith("permit-0: does not");
        assertThat(entries[entries.length - 1]).isEqualTo((count - entries.length + 1) + " more");
    }

    @Test
    void permitWithAnOverlongNameIsCounted() {
        assertThat(ConsideredPermits.describe(List.of(
                        considered("call", PolicyCheck.AUDIENCE), considered("x".repeat(2000), PolicyCheck.AUDIENCE))))
                .isEqualTo("call: does not permit a requested audience; 1 more");
    }

    private static ConsideredPermit considered(String name, PolicyCheck failed) {
        return new ConsideredPermit(PermitBuilder.named(name), failed);
    }
}
