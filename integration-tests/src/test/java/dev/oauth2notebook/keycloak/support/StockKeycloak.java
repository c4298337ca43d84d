package dev.oauth2notebook.keycloak.support;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keycloak as it is downloaded, to which jars of this project are added. */
public final class StockKeycloak {

    /** All modules but {@code common}, which each of them needs. */
    public static final List<String> MODULES = List.of(
            "aliases", "conformance", "token-exchange", "device", "signatures", "pages", "demo-api", "explorer");

    /** What tests need to start it and to see that it is ready. */
    private static final String CONFIGURATION = """
            db=dev-file
            cache=local
            http-enabled=true
            hostname-strict=false
            health-enabled=true
            http-management-health-enabled=false
            """;

    private final ServerHome home;
    private final Path folder;
    private final Path jars;

    private StockKeycloak(ServerHome home, Path folder, Path jars) {
        this.home = home;
        this.folder = folder;
        this.jars = jars;
    }

    /** Copies the packaged server and takes everything of this project away. */
    public static StockKeycloak create(Path parent) throws IOException {
        Path folder = parent.resolve("keycloak");
        ServerHome home = ServerHome.copy(folder);
        Path jars = Files.move(folder.resolve("providers"), parent.resolve("jars"));
        Files.createDirectory(folder.resolve("providers"));
        Files.writeString(folder.resolve("conf/keycloak.conf"), CONFIGURATION);
        Files.delete(folder.resolve("data/import/notebook-realm.json"));
        Files.move(folder.resolve("themes/notebook"), parent.resolve("theme"));
        return new StockKeycloak(home, folder, jars);
    }

    /**
     * Builds and starts the server with the jars of some modules.
     *
     * @param modules names of modules
     * @param more other jars, each with a provider
     */
    public ServerProcess startWith(List<String> modules, Path... more) throws IOException, InterruptedException {
        try (DirectoryStream<Path> installed = Files.newDirectoryStream(folder.resolve("providers"))) {
            for (Path jar : installed) {
                Files.delete(jar);
            }
        }
        install("keycloak-oauth2-notebook-common.jar");
        for (String module : modules) {
            install("keycloak-oauth2-notebook-" + module + ".jar");
        }
        if (modules.contains("signatures")) {
            install("AmazonCorrettoCryptoProvider*.jar");
        }
        for (Path jar : more) {
            Files.copy(jar, folder.resolve("providers").resolve(jar.getFileName()));
        }
        home.build();
        return new ServerProcess.Builder().home(folder).start();
    }

    private void install(String pattern) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(jars, pattern)) {
            Path jar = found.iterator().next();
            Files.copy(jar, folder.resolve("providers").resolve(jar.getFileName()));
        }
    }
}
