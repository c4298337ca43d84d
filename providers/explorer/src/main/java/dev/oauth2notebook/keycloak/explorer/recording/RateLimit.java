package dev.oauth2notebook.keycloak.explorer.recording;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits how many requests a {@link Recorder} records per second (token bucket). Nobody can follow more, and recording
 * costs more than a third of the time in which a token is issued.
 */
final class RateLimit {

    private final long nanosPerRequest;
    private final long nanosOfBurst;
    private final LongSupplier clock;
    private long paidUntil;

    /**
     * @param perSecond requests per second in the long run, at least 1
     * @param burst the requests of this time may come at once
     * @param clock current time in nanoseconds, such as {@link System#nanoTime}
     */
    RateLimit(int perSecond, Duration burst, LongSupplier clock) {
        this.nanosPerRequest = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.nanosOfBurst = burst.toNanos();
        this.clock = clock;
        this.paidUntil = clock.getAsLong() - nanosOfBurst;
    }

    /** Returns whether one more request is within the limit, and counts it if it is. */
    synchronized boolean admit() {
        long now = clock.getAsLong();
        if (now - paidUntil > nanosOfBurst) {
            paidUntil = now - nanosOfBurst;
        }
        if (isExhausted(now)) {
            return false;
        }
        paidUntil += nanosPerRequest;
        return true;
    }

    /** Returns whether {@link #admit} would refuse a request now. */
    synchronized boolean isExhausted() {
        return isExhausted(clock.getAsLong());
    }

    private boolean isExhausted(long now) {
        return now - paidUntil < nanosPerRequest;
    }
}
