package dev.oauth2notebook.keycloak.explorer.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.oauth2notebook.keycloak.explorer.hashing.KeyedHash;
import dev.oauth2notebook.keycloak.explorer.options.ExplorerOptions;
import dev.oauth2notebook.keycloak.explorer.options.Mode;
import dev.oauth2notebook.keycloak.explorer.ring.Slot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecorderTest {

    private static final int KEPT = 2000;
    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final String MISSED = "missed";

    private final Recorder recorder = Recorder.start(new ExplorerOptions(Mode.LOCAL, KEPT, MAX_BYTES, 60, 1));
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch busy = new CountDownLatch(1);

    @AfterEach
    void stop() {
        busy.countDown();
        recorder.stop();
    }

    @Test
    void recordedRequestIsInTheRing() throws InterruptedException {
        listen(false);
        recorder.submit(id -> request(id, 10));
        String id = hear();
        assertThat(recorder.ring().oldest()).isEqualTo(id);
        assertThat(recorder.ring().after(null, 0).isIncomplete()).isFalse();
    }

    @Test
    void requestsThatDoNotFitIntoTheQueueLeaveAGapWhichIsAnnounced() throws InterruptedException {
        listen(true);
        recorder.submit(id -> request(id, 10));
        String first = hear();
        int sent = Recorder.MAX_WAITING + 10;
        IntStream.range(0, sent).forEach(number -> recorder.submit(id -> request(id, 10)));
        busy.countDown();
        assertThat(hear()).isEqualTo(MISSED);
        for (int recorded = 0; recorded < Recorder.MAX_WAITING; recorded++) {
            assertThat(hear()).isNotEqualTo(MISSED);
        }
        List<Slot<Recorded>> slots = recorder.ring().after(first, 0).slots();
        assertThat(slots).hasSize(Recorder.MAX_WAITING + 1);
        assertThat(slots.get(0).isGap()).isTrue();
        assertThat(slots.subList(1, slots.size())).noneMatch(Slot::isGap);
    }

    @Test
    void requestThatCannotBeRecordedLeavesAGapWhichIsAnnouncedWithoutAnotherRequest() throws InterruptedException {
        listen(false);
        recorder.submit(id -> {
            throw new IllegalStateException("no request");
        });
        assertThat(hear()).isEqualTo(MISSED);
        recorder.failed(new IllegalStateException("seen elsewhere"));
        recorder.submit(id -> request(id, 10));
        assertThat(hear()).isNotEqualTo(MISSED);
        assertThat(recorder.ring().after(null, 0).slots())
                .extracting(Slot::isGap)
                .containsExactly(true, false);
    }

    @Test
    void moreRequestsThanTheRateLeaveAGapWhichIsAnnounced() throws InterruptedException {
        listen(false);
        int admitted = 0;
        while (recorder.admit()) {
            admitted++;
        }
        assertThat(admitted).isGreaterThanOrEqualTo(20);
        assertThat(hear()).isEqualTo(MISSED);
        assertThat(recorder.ring().after(null, 0).isIncomplete()).isTrue();
    }

    @Test
    void requestsThatAreNotObservedLeaveAGapWhichIsAnnounced() throws InterruptedException {
        listen(false);
        assertThat(recorder.isBusy()).isFalse();
        assertThat(heard).isEmpty();
        while (!recorder.isBusy()) {
            recorder.admit();
        }
        assertThat(hear()).isEqualTo(MISSED);
        assertThat(recorder.ring().after(null, 0).isIncomplete()).isTrue();
    }

    @Test
    void requestThatIsLargerThanTheRingLeavesAGapWhichIsAnnounced() throws InterruptedException {
        listen(false);
        recorder.submit(id -> request(id, MAX_BYTES));
        assertThat(hear()).isEqualTo(MISSED);
        assertThat(recorder.ring().after(null, 0).isIncomplete()).isTrue();
    }

    private void listen(boolean blocks) {
        recorder.listen(new RecordListener() {

            @Override
            public void recorded(Recorded request) {
                heard.add(request.id());
                if (blocks) {
                    await(busy);
                }
            }

            @Override
            public void missed() {
                heard.add(MISSED);
            }
        });
    }

    private String hear() throws InterruptedException {
        String next = heard.poll(1, TimeUnit.MINUTES);
        assertThat(next).as("the recorder announces something").isNotNull();
        return next;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RecordedRequest request(String id, int urlLength) {
        Content content = new Content(
                "realm",
                "GET",
                "x".repeat(urlLength),
                List.of(),
                List.of(),
                List.of(),
                null,
                "client",
                new Parties(null, null, null, Set.of(), Set.of()),
                Optional.empty(),
                new Body(null, null),
                MissingNode.getInstance(),
                List.of(),
                Set.of(),
                new LinkHashes(new KeyedHash(new byte[32])),
                List.of(),
                Optional.empty());
        return new RecordedRequest(id, 0, 0, ObservedPath.JWKS, content, 200, List.of());
    }
}
