package dev.oauth2notebook.keycloak.explorer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClusterExchangeTest {

    /** This is the time whose requests are lost if a node is killed. */
    @Test
    void nodeSendsOnceASecond() {
        Intervals intervals = new Intervals();
        new ClusterExchange(null, null, () -> {}).sendRegularly(intervals);
        assertThat(intervals.millis).isEqualTo(1000);
    }

    private static final class Intervals extends ScheduledThreadPoolExecutor {

        private long millis;

        Intervals() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
            millis = unit.toMillis(Math.max(delay, period));
            return null;
        }
    }
}
