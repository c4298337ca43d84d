package dev.oauth2notebook.keycloak.support;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition, not for a time. */
public final class Poll {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Poll() {}

    /** Tries until the outcome is as wanted, and returns it. */
    public static <T> T until(Supplier<T> attempt, Predicate<T> wanted) {
        Instant deadline = Instant.now().plus(LIMIT);
        T outcome = attempt.get();
        while (!wanted.test(outcome)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Not as wanted within " + LIMIT + ", but " + outcome);
            }
            pause();
            outcome = attempt.get();
        }
        return outcome;
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
