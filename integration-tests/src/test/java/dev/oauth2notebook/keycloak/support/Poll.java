package dev.oauth2notebook.keycloak.support;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Polls until a condition is met. */
public final class Poll {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private Poll() {}

    /** Repeats an attempt until its result meets the condition, and returns that result. */
    public static <T> T until(Supplier<T> attempt, Predicate<T> condition) {
        Instant deadline = Instant.now().plus(TIMEOUT);
        T result = attempt.get();
        while (!condition.test(result)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Condition not met within " + TIMEOUT + ", last result: " + result);
            }
            pause();
            result = attempt.get();
        }
        return result;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50); // between two attempts
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
