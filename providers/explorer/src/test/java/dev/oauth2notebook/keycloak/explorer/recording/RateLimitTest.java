package dev.oauth2notebook.keycloak.explorer.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private long now = Long.MAX_VALUE - 1; // System.nanoTime may overflow
    private final RateLimit limit = new RateLimit(10, Duration.ofMillis(300), () -> now);

    @Test
    void burstIsAdmittedAtOnce() {
        assertThat(admitted(10)).isEqualTo(3);
    }

    @Test
    void rateIsAdmittedInTheLongRun() {
        admitted(3);
        int total = 0;
        for (int i = 0; i < 1000; i++) {
            pass(10);
            total += admitted(5);
        }
        assertThat(total).isEqualTo(100);
    }

    @Test
    void quietTimeAllowsNoMoreThanABurst() {
        pass(60_000);
        assertThat(admitted(10)).isEqualTo(3);
    }

    @Test
    void refusedRequestsDoNotCount() {
        admitted(1000);
        pass(100);
        assertThat(admitted(10)).isEqualTo(1);
    }

    @Test
    void isExhaustedWhileNoRequestIsAdmitted() {
        assertThat(limit.isExhausted()).isFalse();
        admitted(3);
        assertThat(limit.isExhausted()).isTrue();
        pass(99);
        assertThat(limit.isExhausted()).isTrue();
        pass(1);
        assertThat(limit.isExhausted()).isFalse();
        assertThat(admitted(10)).isEqualTo(1);
    }

    private int admitted(int requests) {
        return (int) IntStream.range(0, requests).filter(i -> limit.admit()).count();
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
