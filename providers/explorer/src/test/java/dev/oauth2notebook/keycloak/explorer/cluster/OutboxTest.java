package dev.oauth2notebook.keycloak.explorer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.explorer.recording.Recorded;
import dev.oauth2notebook.keycloak.explorer.recording.Rendering;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final Outbox outbox = new Outbox();

    @Test
    void messageHasEverythingThatWasRecordedSinceTheLastOne() {
        assertThat(outbox.take()).isEmpty();
        record("a", 10);
        record("b", 10);
        assertThat(outbox.take()).extracting(Wire::id).containsExactly("a", "b");
        record("c", 10);
        assertThat(outbox.take()).extracting(Wire::id).containsExactly("c");
        assertThat(outbox.take()).isEmpty();
    }

    @Test
    void tooManyRequestsLeaveAGapAndNothingWaitsForALaterMessage() {
        IntStream.rangeClosed(0, Outbox.MAX_WAITING).forEach(number -> record("n" + number, 10));
        List<Wire> message = outbox.take();
        assertThat(message).hasSize(Outbox.MAX_WAITING + 1);
        assertThat(message.get(Outbox.MAX_WAITING)).isEqualTo(Wire.GAP);
        assertThat(outbox.take()).isEmpty();
    }

    @Test
    void oneMessageMayBeLargeButNotEachOfThem() {
        int quarter = Outbox.MAX_CHARACTERS / 4;
        IntStream.range(0, 5).forEach(number -> record("burst" + number, quarter));
        assertThat(outbox.take()).hasSize(5).endsWith(Wire.GAP);
        record("next", Outbox.CHARACTERS_PER_MESSAGE);
        assertThat(outbox.take()).extracting(Wire::id).containsExactly("next");
        record("larger", Outbox.CHARACTERS_PER_MESSAGE + 1);
        assertThat(outbox.take()).containsExactly(Wire.GAP);
    }

    @Test
    void unusedSizeIsNotSavedBeyondTheLargestMessage() {
        IntStream.range(0, 100).forEach(second -> outbox.take());
        record("too large", Outbox.MAX_CHARACTERS + 1);
        assertThat(outbox.take()).containsExactly(Wire.GAP);
    }

    @Test
    void gapOfTheRecorderIsSentOnce() {
        outbox.missed();
        outbox.missed();
        assertThat(Wire.read(Wire.write(outbox.take()))).containsExactly(Wire.GAP);
        assertThat(outbox.take()).isEmpty();
    }

    private void record(String id, int characters) {
        Rendering rendering = new Rendering("x".repeat(characters), Set.of(), Set.of(), null);
        outbox.recorded(new Recorded(id, "realm", () -> rendering));
    }
}
