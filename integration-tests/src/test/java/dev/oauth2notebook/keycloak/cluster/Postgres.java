package dev.oauth2notebook.keycloak.cluster;

import dev.oauth2notebook.keycloak.support.Poll;
import dev.oauth2notebook.keycloak.support.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** PostgreSQL from Debian's package, with data and a port of its own. */
public final class Postgres implements AutoCloseable {

    /** Name of the database and of its user. */
    static final String NAME = "keycloak";

    private final Path folder;
    private final Path log;
    private final String addresses;
    private final int port = Ports.free();
    private final String password = UUID.randomUUID().toString();
    private Process process;

    /** Makes a database in an empty folder, for some addresses of this machine, and starts it. */
    public Postgres(Path folder, List<String> addresses) {
        this.folder = folder;
        this.log = folder.resolve("postgresql.log");
        this.addresses = String.join(",", addresses);
        try {
            Path secret = Files.writeString(folder.resolve("password"), password);
            if (Programs.asRoot()) {
                Programs.run("chown", "-R", "postgres:", folder.toString());
            }
            Programs.run(command(
                    "initdb",
                    "--pgdata=" + data(),
                    "--username=" + NAME,
                    "--pwfile=" + secret,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync"));
            // Addresses other than loopback's: initdb lets nobody in by these.
            Files.writeString(
                    data().resolve("pg_hba.conf"), "host all all samenet scram-sha-256\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
        execute("create database " + NAME, "postgres");
    }

    /** Starts it, if it does not run, and waits until it takes connections. */
    public void start() {
        if (process == null || !process.isAlive()) {
            process = Programs.start(
                    new ProcessBuilder(command(
                            "postgres",
                            "-D",
                            data().toString(),
                            "-p",
                            String.valueOf(port),
                            "-k",
                            folder.toString(),
                            "-c",
                            "listen_addresses=" + addresses,
                            "-c",
                            "max_wal_size=128MB",
                            "-c",
                            "dynamic_shared_memory_type=mmap")), // in the folder, so that nothing is left elsewhere
                    log);
        }
        Poll.until(this::isReady, ready -> ready);
    }

    /** Ends all its processes with SIGKILL. */
    public void kill() {
        Programs.kill(process);
    }

    /** Stops all its processes, their connections open, until {@link #resume}. */
    public void pause() {
        Programs.signal("STOP", process);
    }

    /** Lets it go on after {@link #pause}. */
    public void resume() {
        Programs.signal("CONT", process);
    }

    /** Returns the folder with all that belongs to it. */
    public Path folder() {
        return folder;
    }

    /** By an immediate shutdown, which gives back the shared memory. */
    @Override
    public void close() {
        Programs.end("QUIT", process);
        Folders.empty(folder);
    }

    /** Returns the options of {@code kc.sh} for this database, as reached at an address. */
    List<String> options(String address) {
        return List.of(
                "--db-url=jdbc:postgresql://" + address + ":" + port + "/" + NAME,
                "--db-username=" + NAME,
                "--db-password=" + password,
                "--db-pool-max-size=30");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private boolean isReady() {
        try {
            execute("select 1", "postgres");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Executes a statement in the nodes' database. */
    void execute(String sql) {
        execute(sql, NAME);
    }

    private void execute(String sql, String database) {
        Programs.run(
                "env",
                "PGPASSWORD=" + password,
                program("psql"),
                "-q",
                "-h",
                folder.toString(),
                "-p",
                String.valueOf(port),
                "-U",
                NAME,
                "-d",
                database,
                "-c",
                sql);
    }

    /** As the user {@code postgres} where the tests run as root, for whom PostgreSQL refuses to start. */
    private static List<String> command(String program, String... arguments) {
        Stream<String> user = Programs.asRoot()
                ? Stream.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
                : Stream.empty();
        return Stream.of(user, Stream.of(program(program)), Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
    }

    /** Debian keeps the programs of each version in a folder of its own; the newest is taken. */
    private static String program(String name) {
        Path versions = Path.of("/usr/lib/postgresql");
        try (Stream<Path> folders = Files.isDirectory(versions) ? Files.list(versions) : Stream.empty()) {
            return folders.map(version -> version.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new IllegalStateException(
                            "The cluster tests need Debian's package postgresql (" + versions + "/*/bin/" + name + ")"))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
