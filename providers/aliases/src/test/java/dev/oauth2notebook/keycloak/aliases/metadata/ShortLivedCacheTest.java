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
    private final AtomicInteger loads = new AtomicInteger();
    private final ShortLivedCache<Integer> values = new ShortLivedCache<>(Duration.ofSeconds(5), clock::get);

    @Test
    void valueIsReloadedAfterItsLifespan() {
        assertThat(values.get("realm", loads::incrementAndGet)).isEqualTo(1);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(5) - 1);
        assertThat(values.get("realm", loads::incrementAndGet)).isEqualTo(1);
        clock.addAndGet(1);
        assertThat(values.get("realm", loads::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void eachKeyHasItsOwnValue() {
        assertThat(values.get("one", loads::incrementAndGet)).isEqualTo(1);
        assertThat(values.get("other", loads::incrementAndGet)).isEqualTo(2);
        assertThat(values.get("one", loads::incrementAndGet)).isEqualTo(1);
    }

    @Test
    void exceptionIsPropagatedAndNotCached() {
        Supplier<Integer> failing = () -> {
            throw new IllegalStateException("no database");
        };
        assertThatThrownBy(() -> values.get("realm", failing)).hasMessage("no database");
        assertThat(values.get("realm", loads::incrementAndGet)).isEqualTo(1);
    }

    @Test
    void previousValueIsReturnedWhileAnotherRequestLoads() throws Exception {
        values.get("realm", loads::incrementAndGet);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(5));
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch mayFinish = new CountDownLatch(1);
        CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(() -> values.get("realm", () -> {
            started.countDown();
            await(mayFinish);
            return loads.incrementAndGet();
        }));
        await(started);
        assertThat(values.get("realm", loads::incrementAndGet)).isEqualTo(1);
        mayFinish.countDown();
        assertThat(slow.get(60, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(values.get("realm", loads::incrementAndGet)).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
