package dev.oauth2notebook.keycloak.explorer.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RingTest {

    private static final long MINUTE = 60_000;

    private final AtomicLong now = new AtomicLong(1_000_000);

    @Test
    void tenThousandElementsLeaveTheLastFiveHundred() {
        Ring<Integer> ring = ring(500, Long.MAX_VALUE);
        IntStream.range(0, 10_000).forEach(number -> ring.add("id" + number, 1, number));
        assertThat(values(ring.after(null, 0)))
                .containsExactlyElementsOf(
                        IntStream.range(9_500, 10_000).boxed().toList());
        assertThat(ring.oldest()).isEqualTo("id9500");
        assertThat(ring.end()).isEqualTo(10_000);
    }

    @Test
    void oldestElementsMakeRoomForLargeOnes() {
        Ring<Integer> ring = ring(10, 100);
        ring.add("a", 40, 1);
        ring.add("b", 40, 2);
        ring.add("c", 60, 3);
        assertThat(values(ring.after(null, 0))).containsExactly(2, 3);
        ring.add("d", 100, 4);
        assertThat(values(ring.after(null, 0))).containsExactly(4);
    }

    @Test
    void elementThatIsLargerThanTheRingIsNotKept() {
        Ring<Integer> ring = ring(10, 100);
        ring.add("a", 40, 1);
        assertThat(ring.add("b", 101, 2)).isFalse();
        assertThat(values(ring.after(null, 0))).containsExactly(1);
        assertThat(ring.after("a", 0).isIncomplete()).isTrue();
    }

    @Test
    void elementsThatNeverArrivedLeaveOneGapAtTheirPosition() {
        Ring<Integer> ring = ring(10, 100);
        ring.add("a", 1, 1);
        assertThat(ring.addGap()).isTrue();
        assertThat(ring.addGap()).isFalse();
        ring.add("b", 1, 2);
        assertThat(ring.after(null, 0).slots()).extracting(Slot::isGap).containsExactly(false, true, false);
        assertThat(values(ring.after(null, 0))).containsExactly(1, 2);
        assertThat(ring.after("a", 0).isIncomplete()).isTrue();
        assertThat(ring.after("a", 0).gap()).isFalse();
        assertThat(ring.after("b", 0).isIncomplete()).isFalse();
        assertThat(ring.at(1)).map(Slot::isGap).contains(true);
        assertThat(ring.addGap()).isTrue();
    }

    @Test
    void gapIsRemovedLikeAnElement() {
        Ring<Integer> ring = ring(2, 100);
        ring.add("a", 1, 1);
        ring.addGap();
        ring.add("b", 1, 2);
        assertThat(ring.oldest()).isEqualTo("b");
        ring.add("c", 1, 3);
        assertThat(ring.oldest()).isEqualTo("b");
        assertThat(ring.after(null, 0).slots()).noneMatch(Slot::isGap);
        now.addAndGet(MINUTE);
        ring.addGap();
        now.addAndGet(MINUTE);
        ring.removeExpired();
        assertThat(ring.at(0)).isEmpty();
        assertThat(ring.oldest()).isNull();
    }

    @Test
    void elementsExpire() {
        Ring<Integer> ring = ring(10, 100);
        ring.add("a", 1, 1);
        now.addAndGet(MINUTE - 1);
        ring.add("b", 1, 2);
        assertThat(values(ring.after(null, 0))).containsExactly(1, 2);
        now.addAndGet(1);
        assertThat(values(ring.after(null, 0))).containsExactly(2);
        now.addAndGet(MINUTE);
        ring.removeExpired();
        assertThat(ring.oldest()).isNull();
        assertThat(ring.at(0)).isEmpty();
    }

    @Test
    void readingContinuesAfterAKnownElement() {
        Ring<Integer> ring = ring(10, 100);
        IntStream.range(0, 5).forEach(number -> ring.add("id" + number, 1, number));
        Reading<Integer> reading = ring.after("id2", 0);
        assertThat(values(reading)).containsExactly(3, 4);
        assertThat(reading.gap()).isFalse();
        assertThat(reading.oldest()).isEqualTo("id0");
        assertThat(ring.after("id4", 0).slots()).isEmpty();
    }

    @Test
    void removedElementIsReportedAsGap() {
        Ring<Integer> ring = ring(3, 100);
        IntStream.range(0, 5).forEach(number -> ring.add("id" + number, 1, number));
        Reading<Integer> reading = ring.after("id1", 0);
        assertThat(reading.gap()).isTrue();
        assertThat(values(reading)).containsExactly(2, 3, 4);
        assertThat(ring.after(null, 0).gap()).isTrue();
    }

    @Test
    void newRingHasNoGap() {
        Ring<Integer> ring = ring(3, 100);
        assertThat(ring.after(null, 0)).isEqualTo(new Reading<>(List.of(), false, 0, null));
        ring.add("a", 1, 1);
        assertThat(ring.after(null, 0).gap()).isFalse();
        assertThat(ring.after("unknown", 0).gap()).isTrue();
    }

    @Test
    void overlapReturnsWhatArrivedShortlyBefore() {
        Ring<Integer> ring = ring(10, 100);
        for (int number = 0; number < 5; number++) {
            ring.add("id" + number, 1, number);
            now.addAndGet(1000);
        }
        assertThat(values(ring.after("id3", 1500))).containsExactly(2, 3, 4);
        assertThat(values(ring.after("id0", 1500))).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void elementIsAddedOnce() {
        Ring<Integer> ring = ring(10, 100);
        assertThat(ring.add("a", 1, 1)).isTrue();
        assertThat(ring.add("a", 1, 2)).isFalse();
        assertThat(values(ring.after(null, 0))).containsExactly(1);
    }

    @Test
    void removedElementAtAPositionIsReplacedByTheNext() {
        Ring<Integer> ring = ring(3, 100);
        IntStream.range(0, 5).forEach(number -> ring.add("id" + number, 1, number));
        assertThat(ring.at(0)).map(Slot::value).contains(2);
        assertThat(ring.at(4)).map(Slot::value).contains(4);
        assertThat(ring.at(5)).isEmpty();
    }

    @Test
    void concurrentWritersLoseNothing() throws InterruptedException {
        Ring<Integer> ring = ring(4_000, Long.MAX_VALUE);
        ExecutorService writers = Executors.newFixedThreadPool(4);
        for (int writer = 0; writer < 4; writer++) {
            int first = writer * 1_000;
            writers.execute(
                    () -> IntStream.range(first, first + 1_000).forEach(number -> ring.add("id" + number, 1, number)));
        }
        writers.shutdown();
        assertThat(writers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(values(ring.after(null, 0)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 4_000).boxed().toList());
    }

    private Ring<Integer> ring(int elements, long bytes) {
        return new Ring<>(elements, bytes, MINUTE, now::get);
    }

    private static List<Integer> values(Reading<Integer> reading) {
        return reading.elements();
    }
}
