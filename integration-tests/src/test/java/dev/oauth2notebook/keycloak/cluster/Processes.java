package dev.oauth2notebook.keycloak.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts processes for tests and ensures that none outlives the tests. */
public final class Processes {

    private static final int END_TIMEOUT = 10; // seconds

    private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();
    private static final Deque<Runnable> CLEAN_UP = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            STARTED.forEach(Processes::kill);
            CLEAN_UP.forEach(Runnable::run);
        }));
    }

    private Processes() {}

    /** Returns whether the tests run as root, as namespaces and mounts require. */
    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Registers an action to run when the JVM exits, after all programs have been killed. */
    static void atExit(Runnable cleanUp) {
        CLEAN_UP.addFirst(cleanUp);
    }

    /** Starts a program that runs until it is killed; its output is appended to a file. */
    static Process start(ProcessBuilder builder, Path log) {
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            STARTED.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills a program and its descendants with SIGKILL, and waits until the program has ended. */
    static void kill(Process process) {
        tree(process).forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        STARTED.remove(process);
    }

    /** Sends a signal to a program, and kills it if it has not ended in time. */
    static void end(String signal, Process process) {
        if (process.isAlive()) {
            send(signal, Stream.of(process.toHandle()));
            process.onExit()
                    .completeOnTimeout(process, END_TIMEOUT, TimeUnit.SECONDS)
                    .join();
        }
        kill(process);
    }

    /** Sends a signal, e.g. {@code STOP}, to a program and its descendants. */
    static void signal(String signal, Process process) {
        send(signal, tree(process));
    }

    /**
     * Uses the shell's builtin, because not every machine has a program {@code kill}. Ignores processes that have
     * ended.
     */
    private static void send(String signal, Stream<ProcessHandle> processes) {
        String pids = processes.map(handle -> String.valueOf(handle.pid())).collect(Collectors.joining(" "));
        run(
                "bash",
                "-c",
                "for pid in " + pids + "; do kill -" + signal + " $pid || [ ! -e /proc/$pid ] || exit 1; done");
    }

    /** Runs a command and returns its output; fails if the command does. */
    public static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs a command and returns its output; fails if the command does. */
    public static String run(String... command) {
        return run(List.of(command));
    }

    private static Stream<ProcessHandle> tree(Process process) {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()));
    }
}
