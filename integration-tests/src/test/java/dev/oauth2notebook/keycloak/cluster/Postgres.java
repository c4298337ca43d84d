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

/** A PostgreSQL server from Debian's package with its own data and port. */
public final class Postgres implements AutoCloseable {

    /** Name of the database and of its user. */
    static final String NAME = "keycloak";

    private final Path folder;
    private final Path log;
    private final String addresses;
    private final int port = Ports.free();
    private final String password = UUID.randomUUID().toString();
    private Process process;

    /** Creates a database in an empty folder and starts its server at the given addresses of this machine. */
    public Postgres(Path folder, List<String> addresses) {
        this.folder = folder;
        this.log = folder.resolve("postgresql.log");
        this.addresses = String.join(",", addresses);
        try {
            Path secret = Files.writeString(folder.resolve("password"), password);
            if (Processes.isRoot()) {
                Processes.run("chown", "-R", "postgres:", folder.toString());
            }
            Processes.run(command(
                    "initdb",
                    "--pgdata=" + data(),
                    "--username=" + NAME,
                    "--pwfile=" + secret,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync"));
            // The default of initdb allows connections only from loopback addresses.
            Files.writeString(
                    data().resolve("pg_hba.conf"), "host all all samenet scram-sha-256\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
        execute("create database " + NAME, "postgres");
    }

    /** Starts the server if it is not running, and waits until it accepts connections. */
    public void start() {
        if (process == null || !process.isAlive()) {
            process = Processes.start(
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
                            "dynamic_shared_memory_type=mmap")), // keeps everything in the folder
                    log);
        }
        Poll.until(this::isReady, ready -> ready);
    }

    /** Kills all its processes with SIGKILL. */
    public void kill() {
        Processes.kill(process);
    }

    /** Suspends all its processes, leaving their connections open, until {@link #resume}. */
    public void pause() {
        Processes.signal("STOP", process);
    }

    /** Resumes the server after {@link #pause}. */
    public void resume() {
        Processes.signal("CONT", process);
    }

    /** Returns the folder with all its files. */
    public Path folder() {
        return folder;
    }

    /** Uses an immediate shutdown, which releases the shared memory. */
    @Override
    public void close() {
        Processes.end("QUIT", process);
        Folders.empty(folder);
    }

    /** Returns the options of {@code kc.sh} for this database at the given address. */
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
        Processes.run(
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

    /** Runs as the user {@code postgres} if the tests run as root, because PostgreSQL refuses to start as root. */
    private static List<String> command(String program, String... arguments) {
        Stream<String> user = Processes.isRoot()
                ? Stream.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
                : Stream.empty();
        return Stream.of(user, Stream.of(program(program)), Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
    }

    /** Debian keeps the programs of each version in a separate folder; the newest version is used. */
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
