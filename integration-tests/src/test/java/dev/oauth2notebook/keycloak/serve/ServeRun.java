package dev.oauth2notebook.keycloak.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** One run of {@code serve} as a process. */
final class ServeRun implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Process process;
    private final Path output;

    private ServeRun(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ServeRun start(Path root, Map<String, String> environment, String... options) throws IOException {
        Path output = Files.createTempFile(root, "output", ".txt");
        // A build server may make its child processes ignore SIGINT, and nohup SIGHUP; a shell does not.
        List<String> command = new ArrayList<>(
                List.of("env", "--default-signal=INT,HUP", root.resolve("serve").toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new ServeRun(builder.start(), output);
    }

    /** Returns what the script has printed so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    /** Waits until the script has printed the given text. */
    void await(String text) throws Exception {
        await("'" + text + "' is printed", () -> output().contains(text));
    }

    /** Waits until the script has started the given command. */
    void awaitChild(String command) throws Exception {
        await("'" + command + "' runs", () -> process.descendants()
                .anyMatch(child -> child.info().commandLine().orElse("").contains(command)));
    }

    /** Returns which files the server has mapped into its memory (proc_pid_maps(5)). */
    String memoryMap() throws IOException {
        long server = process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow()
                .pid();
        return Files.readString(Path.of("/proc", Long.toString(server), "maps"));
    }

    /** Waits for the script to end and returns its exit status. */
    int status() throws IOException, InterruptedException {
        assertThat(process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                .as("the script has ended. The output:%n%s", output())
                .isTrue();
        return process.exitValue();
    }

    /** Sends a signal to the script only. */
    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Returns whether the script is still running. */
    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Sends a signal to the script only, and returns its exit status after all processes that it had started have
     * ended.
     */
    int stop(String signal) throws Exception {
        List<ProcessHandle> started = process.descendants().toList();
        assertThat(started).isNotEmpty();
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        int status = status();
        for (ProcessHandle left : started) {
            left.onExit().get(10, TimeUnit.SECONDS);
        }
        return status;
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plus(TIMEOUT);
        while (!condition.call()) {
            assertThat(process.isAlive() && Instant.now().isBefore(deadline))
                    .as("%s. The output:%n%s", what, output())
                    .isTrue();
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
