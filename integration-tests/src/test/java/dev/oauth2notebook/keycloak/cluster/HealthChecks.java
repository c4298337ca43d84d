package dev.oauth2notebook.keycloak.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Asks every node once a second; two failures in a row take it out, two successes bring it back. */
final class HealthChecks implements AutoCloseable {

    /** How often in a row the answer must be the same to count. */
    private static final int FALL = 2;

    private static final int RISE = 2;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "health-checks");
        thread.setDaemon(true);
        return thread;
    });
    private final String path;
    private final Map<Node, State> states = new ConcurrentHashMap<>();
    private List<ScheduledFuture<?>> watches = List.of();

    /** Checks whether nodes answer 200 at a path. */
    HealthChecks(String path) {
        this.path = path;
    }

    /** Forgets what is known and watches other nodes, each healthy until it has failed. */
    synchronized void watch(List<Node> nodes) {
        watches.forEach(watch -> watch.cancel(false));
        states.clear();
        watches = nodes.stream()
                .<ScheduledFuture<?>>map(
                        node -> timer.scheduleWithFixedDelay(() -> check(node), 0, 1, TimeUnit.SECONDS))
                .toList();
    }

    List<Node> healthy(List<Node> nodes) {
        return nodes.stream()
                .filter(node -> states.getOrDefault(node, State.UP).healthy)
                .toList();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void check(Node node) {
        boolean answers = node.answers(path);
        states.merge(node, State.UP.after(answers), (before, first) -> before.after(answers));
    }

    /** Whether a node is in use, and for how many checks in a row the answer has been to the contrary. */
    private record State(boolean healthy, int contrary) {

        static final State UP = new State(true, 0);

        State after(boolean answers) {
            if (answers == healthy) {
                return new State(healthy, 0);
            }
            return contrary + 1 >= (healthy ? FALL : RISE) ? new State(answers, 0) : new State(healthy, contrary + 1);
        }
    }
}
