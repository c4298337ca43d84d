package dev.oauth2notebook.keycloak.support;

import java.io.IOException;
import java.nio.file.Path;

/** A key store with a self-signed certificate for {@code localhost}, made by the JDK's keytool. */
public record SelfSignedKeyStore(Path file) {

    private static final String PASSWORD = "changeit";

    /** Creates the key store in a folder. */
    public static SelfSignedKeyStore create(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed to create the key store");
        }
        return new SelfSignedKeyStore(file);
    }

    /** Returns the options that make Keycloak use this key store. */
    public String[] options() {
        return new String[] {"--https-key-store-file=" + file, "--https-key-store-password=" + PASSWORD};
    }
}
