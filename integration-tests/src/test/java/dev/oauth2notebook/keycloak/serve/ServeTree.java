package dev.oauth2notebook.keycloak.serve;

import dev.oauth2notebook.keycloak.support.Ports;
import dev.oauth2notebook.keycloak.support.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A separate project tree for {@code serve}, with only the tools in {@code PATH} that the script documents as required.
 */
final class ServeTree {

    /** Without java, which is found through {@code JAVA_HOME}, and without mvn. */
    private static final List<String> TOOLS = List.of(
            "awk",
            "bash",
            "cat",
            "cp",
            "df",
            "dirname",
            "env",
            "find",
            "grep",
            "mkdir",
            "mv",
            "printf",
            "readlink",
            "rm",
            "sed",
            "sh",
            "sleep",
            "tail",
            "tr",
            "uname",
            "wc",
            "xargs");

    private static final String SERVER = "distribution/target/keycloak-oauth2-notebook/";
    private static final String SEED = SERVER + "data/seed.mv.db";
    private static final String CLASSES = SERVER + "data/classes";
    private static final String LOG = SERVER + "data/log/keycloak.log";
    private static final String BUILT = SERVER + "lib/quarkus/build-system.properties";

    private final Path root;
    private final Map<String, String> environment = new TreeMap<>();

    private ServeTree(Path root) throws IOException {
        this.root = root;
        for (String shipped : List.of("serve", "realm-config", "themes", "distribution/src")) {
            copy(Project.root().resolve(shipped), root.resolve(shipped), false);
        }
        setAge("distribution", Duration.ofDays(1));
        for (String tool : TOOLS) {
            tool(tool, "exec " + find(tool) + " \"$@\"");
        }
        environment.put("PATH", root.resolve("tools").toString());
        environment.put("HOME", root.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** Returns an option that makes the server listen at a free port. */
    static String freePort() {
        return "--http-port=" + Ports.free();
    }

    /** Creates a tree whose server has not been built. */
    static ServeTree unbuilt(Path folder) throws IOException {
        return new ServeTree(folder);
    }

    /** Creates a tree with a built server in which a script takes the place of {@code kc.sh}. */
    static ServeTree withStandIn(Path folder, String script) throws IOException {
        ServeTree tree = new ServeTree(folder);
        tree.script(SERVER + "bin/kc.sh", script);
        tree.write(SERVER + "lib/quarkus/generated-bytecode.jar", "")
                .write(BUILT, "")
                .write(SEED, "");
        tree.setAge(SERVER, Duration.ofMinutes(2));
        tree.setAge(BUILT, Duration.ofMinutes(1));
        return tree;
    }

    /** Creates a tree with the packaged server without data; its libraries are linked, the rest is copied. */
    static ServeTree packaged(Path folder) throws IOException {
        ServeTree tree = new ServeTree(folder);
        copy(Project.server(), folder.resolve(SERVER), true);
        Files.createDirectories(tree.path(SEED).getParent());
        Files.copy(Project.server().resolve("data/seed.mv.db"), tree.path(SEED));
        tree.setAge(BUILT, Duration.ZERO); // not that of the jar in providers, which Keycloak records
        return tree;
    }

    /** Makes a source file newer than the last build. */
    ServeTree change(String file) throws IOException {
        return write(file, "");
    }

    /** Makes a file of the server newer than the last build, as an interrupted build leaves it. */
    ServeTree changeServer(String file) throws IOException {
        return change(SERVER + file);
    }

    /** Writes a file. */
    ServeTree write(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        return this;
    }

    /** Deletes a file. */
    ServeTree delete(String file) throws IOException {
        Files.delete(root.resolve(file));
        return this;
    }

    /** Adds a shell script to {@code PATH} under the name of a tool. */
    ServeTree tool(String name, String script) throws IOException {
        return script("tools/" + name, script);
    }

    /** Adds a Java that reports the given version, and uses it. */
    ServeTree java(String version) throws IOException {
        script("jdk/bin/java", "echo 'openjdk version \"" + version + "\" 2020-01-01' >&2");
        return set("JAVA_HOME", root.resolve("jdk").toString());
    }

    /** Sets a variable for the script; those of the test are not inherited. */
    ServeTree set(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Removes a variable. */
    ServeTree unset(String name) {
        environment.remove(name);
        return this;
    }

    /** Returns a path in the tree. */
    Path path(String file) {
        return root.resolve(file);
    }

    /** Deletes the empty database that new ones begin with. */
    void deleteSeed() throws IOException {
        delete(SEED);
    }

    /** Returns the archive of the server's classes. */
    Path classArchive() throws IOException {
        try (Stream<Path> archives = Files.list(path(CLASSES))) {
            return archives.findFirst().orElseThrow();
        }
    }

    /** Returns the server's log. */
    String log() throws IOException {
        return Files.readString(path(LOG));
    }

    /** Starts the script. */
    ServeRun run(String... options) throws IOException {
        return ServeRun.start(root, environment, options);
    }

    private ServeTree script(String file, String body) throws IOException {
        write(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(root.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    private void setAge(String folder, Duration age) throws IOException {
        try (Stream<Path> paths = Files.walk(root.resolve(folder))) {
            for (Path path : paths.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(age)));
            }
        }
    }

    private static void copy(Path from, Path to, boolean linkLibraries) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path :
                    paths.filter(file -> !file.startsWith(from.resolve("data"))).toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else if (linkLibraries && path.startsWith(from.resolve("lib/lib"))) {
                    link(path, copy);
                } else {
                    Files.createDirectories(copy.getParent());
                    Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static void link(Path file, Path link) throws IOException {
        try {
            Files.createLink(link, file);
        } catch (IOException anotherFileSystem) {
            Files.copy(file, link);
        }
    }

    private static Path find(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The tests need " + tool + " in PATH"));
    }
}
