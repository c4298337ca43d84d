package dev.oauth2notebook.keycloak.reliability;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A steady, bounded load: every flow runs on its own thread, with a pause after each run. */
final class Load implements AutoCloseable {

    private static final int PAUSE = 1000; // milliseconds

    private final ScheduledExecutorService threads;

    Load(List<Runnable> flows, Ledger ledger) {
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newScheduledThreadPool(flows.size(), task -> {
            Thread thread = new Thread(task, Ledger.LOAD + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        flows.forEach(flow -> threads.scheduleWithFixedDelay(() -> run(flow, ledger), 0, PAUSE, TimeUnit.MILLISECONDS));
    }

    /** Keeps the load running for some seconds. */
    void runFor(int seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds); // the duration of the load, not a wait for a condition
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops the load after the current runs have ended. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The load does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a flow once; the next run starts afresh, however this one ends. */
    private static void run(Runnable flow, Ledger ledger) {
        try {
            flow.run();
        } catch (Exception | AssertionError e) {
            // Failed requests are in the ledger already; REST Assured does not declare the IOException.
            if (!(e instanceof IOException || e instanceof Checks.Unfinished)) {
                ledger.violation("a flow went wrong: " + e);
            }
        }
    }
}
