package dev.oauth2notebook.keycloak.signature;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Server;
import dev.oauth2notebook.keycloak.support.ServerHome;
import dev.oauth2notebook.keycloak.support.ServerProcess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers with and without the native library, one after the other on the same data. */
class SigningDeploymentIT {

    /** From Keycloak's log, if its own provider has generated the keys of a realm. */
    private static final String KEYS_BY_KEYCLOAK = "Generated keys for ";

    @TempDir
    private Path data;

    @Test
    void tokensSignedWithoutTheLibraryAreAcceptedWithIt() {
        SigningRealm realm;
        Map<String, String> keycloaks = new TreeMap<>();
        try (Server server = server()
                // Makes the library look for its file where there is none.
                .variable("JAVA_OPTS_APPEND", "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true")
                .start()) {
            realm = SigningRealm.create(server);
            assertThat(server.log()).contains(KEYS_BY_KEYCLOAK + realm.name());
            for (String algorithm : SigningRealm.ALGORITHMS) {
                String token = accessToken(realm.token(algorithm));
                assertThat(SigningRealm.isSignedBy(realm.keys(), token)).isTrue();
                assertThat(realm.callApi(token).statusCode()).isEqualTo(200);
                keycloaks.put(algorithm, token);
                assertThat(signer(server, algorithm))
                        .startsWith("Keycloak: the Amazon Corretto Crypto Provider cannot be loaded");
            }
            assertThat(server.log().lines().filter(line -> line.contains("Signing with Keycloak's own providers")))
                    .hasSize(1);
        }
        try (Server server = server().options("--spi-signature--PS384--native=off")
                .options("--spi-keys--rsa-enc-generated--native=off")
                .variable("KC_SPI_SIGNATURE__ES384__NATIVE", "off")
                .start()) {
            assertThat(server.log()).doesNotContain(KEYS_BY_KEYCLOAK);
            SigningRealm now = realm.at(server);
            keycloaks.forEach((algorithm, token) ->
                    assertThat(now.callApi(token).statusCode()).as(algorithm).isEqualTo(200));
            for (String algorithm : SigningRealm.ALGORITHMS) {
                boolean off = List.of("PS384", "ES384").contains(algorithm);
                assertThat(signer(server, algorithm))
                        .startsWith(off ? "Keycloak: switched off" : "Amazon Corretto Crypto Provider ");
                assertThat(now.callApi(accessToken(now.token(algorithm))).statusCode())
                        .isEqualTo(200);
            }
            assertThat(server.log().lines().filter(line -> line.contains("Signing with Amazon Corretto")))
                    .hasSize(1);
            assertThat(generator(server, "rsa-generated")).startsWith("Amazon Corretto Crypto Provider ");
            assertThat(generator(server, "rsa-enc-generated")).isEqualTo("Keycloak: switched off");
            String created = SigningRealm.create(server).name();
            assertThat(server.log().lines().filter(line -> line.contains(KEYS_BY_KEYCLOAK + created)))
                    .as("keys that Keycloak itself generated: only those for encryption")
                    .hasSize(1)
                    .allMatch(line -> line.contains("GeneratedRsaEncKeyProviderFactory"));
        }
    }

    @Test
    void serverStartsWithoutTheLibrarysJar(@TempDir Path folder) throws IOException, InterruptedException {
        ServerHome home = ServerHome.copy(folder);
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(folder.resolve("providers"), "AmazonCorrettoCryptoProvider*.jar")) {
            Files.delete(jars.iterator().next());
        }
        home.build();
        try (Server server = new ServerProcess.Builder().home(folder).start()) {
            SigningRealm realm = SigningRealm.create(server);
            for (String algorithm : SigningRealm.ALGORITHMS) {
                String token = accessToken(realm.token(algorithm));
                assertThat(SigningRealm.isSignedBy(realm.keys(), token)).isTrue();
                assertThat(realm.callApi(token).statusCode()).isEqualTo(200);
                assertThat(signer(server, algorithm))
                        .isEqualTo("Keycloak: the Amazon Corretto Crypto Provider is not installed");
            }
        }
    }

    /** The port changes between servers, but the issuer must not. */
    private ServerProcess.Builder server() {
        return new ServerProcess.Builder()
                .data(data)
                .options("--hostname=http://localhost:8080", "--log-level=info,org.keycloak.keys:debug");
    }

    private static String signer(Server server, String algorithm) {
        return new Admin(server)
                .serverInfo()
                .get("providers.signature.providers." + algorithm + ".operationalInfo.signer");
    }

    private static String generator(Server server, String provider) {
        return new Admin(server)
                .serverInfo()
                .get("providers.keys.providers.'" + provider + "'.operationalInfo.generator");
    }
}
