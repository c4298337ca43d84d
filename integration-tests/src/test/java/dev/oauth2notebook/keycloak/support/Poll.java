package dev.oauth2notebook.keycloak.support;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Polls until a condition is met. */
public final class Poll {

    /** Generous, because a busy machine is slow. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Poll() {}

    /** Repeats an attempt until its result meets the condition, and returns that result. */
    public static <T> T until(Supplier<T> attempt, Predicate<T> condition) {
        return until(TIMEOUT, PAUSE, attempt, condition);
    }

    /** Repeats an attempt, with a pause between two, until its result meets the condition; fails after the timeout. */
    public static <T> T until(Duration timeout, Duration pause, Supplier<T> attempt, Predicate<T> condition) {
        Instant deadline = Instant.now().plus(timeout);
        T result = attempt.get();
        while (!condition.test(result)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Condition not met within " + timeout + ", last result: " + result);
            }
            sleep(pause);
            result = attempt.get();
        }
        return result;
    }

    private static void sleep(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
