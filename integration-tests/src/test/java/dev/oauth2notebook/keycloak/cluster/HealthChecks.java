package dev.oauth2notebook.keycloak.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Checks every node once a second. A node is unhealthy after two failures in a row, and healthy after two successes.
 */
final class HealthChecks implements AutoCloseable {

    /** Number of consecutive failures or successes that change the state of a node. */
    private static final int FALL = 2;

    private static final int RISE = 2;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "health-checks");
        thread.setDaemon(true);
        return thread;
    });
    private final String path;
    private final Map<ClusterNode, State> states = new ConcurrentHashMap<>();
    private List<ScheduledFuture<?>> watches = List.of();

    /** Checks whether nodes respond with 200 at a path. */
    HealthChecks(String path) {
        this.path = path;
    }

    /** Replaces the watched nodes. Each is healthy until it has failed. */
    synchronized void watch(List<ClusterNode> nodes) {
        watches.forEach(watch -> watch.cancel(false));
        states.clear();
        watches = nodes.stream()
                .<ScheduledFuture<?>>map(
                        node -> timer.scheduleWithFixedDelay(() -> check(node), 0, 1, TimeUnit.SECONDS))
                .toList();
    }

    List<ClusterNode> healthy(List<ClusterNode> nodes) {
        return nodes.stream()
                .filter(node -> states.getOrDefault(node, State.UP).healthy)
                .toList();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void check(ClusterNode node) {
        boolean answers = node.answers(path);
        states.merge(node, State.UP.after(answers), (before, first) -> before.after(answers));
    }

    /** Whether a node is healthy, and how many checks in a row have said otherwise. */
    private record State(boolean healthy, int contradictions) {

        static final State UP = new State(true, 0);

        State after(boolean answers) {
            if (answers == healthy) {
                return new State(healthy, 0);
            }
            return contradictions + 1 >= (healthy ? FALL : RISE)
                    ? new State(answers, 0)
                    : new State(healthy, contradictions + 1);
        }
    }
}
