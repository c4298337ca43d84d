package dev.oauth2notebook.keycloak.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A copy of the packaged server, for tests that need other build options. */
public final class ServerHome {

    private final Path folder;

    private ServerHome(Path folder) {
        this.folder = folder;
    }

    /** Copies the packaged server, without its database, into a folder. */
    public static ServerHome copy(Path folder) throws IOException {
        Path source = Project.server();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = folder.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.startsWith(source.resolve("data/h2"))) {
                    Files.copy(file, target);
                }
            }
        }
        return new ServerHome(folder);
    }

    /** Runs {@code kc.sh build} with options. */
    public void build(String... options) throws IOException, InterruptedException {
        String[] command = Stream.concat(Stream.of(folder.resolve("bin/kc.sh").toString(), "build"), Stream.of(options))
                .toArray(String[]::new);
        Path log = folder.resolve("build.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_OPTS_APPEND", ServerProcess.JVM_OPTIONS);
        builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", "none:"); // Keycloak waits ten seconds for a missing one
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
