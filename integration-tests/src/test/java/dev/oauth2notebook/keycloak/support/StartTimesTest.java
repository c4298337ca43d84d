package dev.oauth2notebook.keycloak.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.TestExecutionListener;

class StartTimesTest {

    @Test
    void summaryHasEachServerAndTheSum() {
        Map<String, Duration> times =
                new TreeMap<>(Map.of("A", Duration.ofMillis(12_340), "B", Duration.ofMillis(1_260)));
        assertThat(StartTimes.summary(times))
                .isEqualTo("Until the shared servers were ready: A 12.3 s, B 1.3 s; together 13.6 s");
    }

    @Test
    void listenerIsRegistered() {
        assertThat(ServiceLoader.load(TestExecutionListener.class)).hasAtLeastOneElementOfType(StartTimes.class);
    }
}
