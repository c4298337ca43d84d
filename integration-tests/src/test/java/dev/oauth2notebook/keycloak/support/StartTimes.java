package dev.oauth2notebook.keycloak.support;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Measures how long the shared servers take to start; after the last test, JUnit lets it print that. */
public final class StartTimes implements TestExecutionListener {

    private static final Map<String, Duration> TIMES = new ConcurrentSkipListMap<>();

    /**
     * Starts a server.
     *
     * @param name what to call it
     * @param start starts it and waits until it is ready
     * @return the server
     */
    static <S> S measure(String name, Supplier<S> start) {
        Instant began = Instant.now();
        S server = start.get();
        TIMES.put(name, Duration.between(began, Instant.now()));
        return server;
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!TIMES.isEmpty()) {
            System.out.println(summary(TIMES));
        }
    }

    /** Returns a line with each server's seconds and their sum. */
    static String summary(Map<String, Duration> times) {
        Duration total = times.values().stream().reduce(Duration.ZERO, Duration::plus);
        return times.entrySet().stream()
                .map(time -> time.getKey() + " " + seconds(time.getValue()))
                .collect(Collectors.joining(
                        ", ", "Until the shared servers were ready: ", "; together " + seconds(total)));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
