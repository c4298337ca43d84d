package dev.oauth2notebook.keycloak.aliases.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ShortLivedCacheTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1); // System.nanoTime() may overflow
    private final AtomicInteger reads = new AtomicInteger();
    private final ShortLivedCache<Integer> values = new ShortLivedCache<>(Duration.ofSeconds(5), clock::get);

    @Test
    void valueIsReadAgainWhenItsTimeIsOver() {
        assertThat(values.get("realm", reads::incrementAndGet)).isEqualTo(1);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(5) - 1);
        assertThat(values.get("realm", reads::incrementAndGet)).isEqualTo(1);
        clock.addAndGet(1);
        assertThat(values.get("realm", reads::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void eachKeyHasItsOwnValue() {
        assertThat(values.get("one", reads::incrementAndGet)).isEqualTo(1);
        assertThat(values.get("other", reads::incrementAndGet)).isEqualTo(2);
        assertThat(values.get("one", reads::incrementAndGet)).isEqualTo(1);
    }

    @Test
    void failureIsThrownAndNotKept() {
        Supplier<Integer> failing = () -> {
            throw new IllegalStateException("no database");
        };
        assertThatThrownBy(() -> values.get("realm", failing)).hasMessage("no database");
        assertThat(values.get("realm", reads::incrementAndGet)).isEqualTo(1);
    }

    @Test
    void previousValueIsGivenWhileAnotherRequestReads() throws Exception {
        values.get("realm", reads::incrementAndGet);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(5));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(() -> values.get("realm", () -> {
            begun.countDown();
            await(mayEnd);
            return reads.incrementAndGet();
        }));
        await(begun);
        assertThat(values.get("realm", reads::incrementAndGet)).isEqualTo(1);
        mayEnd.countDown();
        assertThat(slow.get(60, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(values.get("realm", reads::incrementAndGet)).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
