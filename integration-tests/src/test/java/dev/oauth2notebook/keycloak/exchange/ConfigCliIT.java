package dev.oauth2notebook.keycloak.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.DocumentedCommands;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.Server;
import dev.oauth2notebook.keycloak.support.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports the documented files with keycloak-config-cli, which is no Maven artifact: the system property {@value #JAR} is the path
 * of its jar.
 */
@ExtendWith(NotebookServer.class)
class ConfigCliIT {

    private static final String JAR = "config-cli.jar";
    private static final String ROLLOUT = "docs/rollout.md";
    private static final String REPORT = DocumentedCommands.fragment(ROLLOUT, "Report from a file", "yaml");
    private static final String PERMIT = DocumentedCommands.fragment(ROLLOUT, "Permits from a file", "yaml");
    private static final String ENFORCED =
            DocumentedCommands.fragment("docs/install.md", "Set a realm attribute", "yaml");

    private static Path jar;

    @TempDir
    private Path folder;

    private ShopRealm realm;

    @BeforeAll
    static void findJar() {
        String path = System.getProperty(JAR);
        assertThat(path)
                .as("Set -D%s to the absolute path of keycloak-config-cli's jar, as described in CONTRIBUTING.md", JAR)
                .isNotBlank();
        jar = Path.of(path);
        assertThat(jar).as("-D%s", JAR).isAbsolute().isRegularFile();
    }

    @BeforeEach
    void createRealm() throws IOException {
        Files.createSymbolicLink(folder.resolve("keycloak-config-cli.jar"), jar);
        realm = new ShopRealm();
        new Admin(NotebookServer.get())
                .request()
                .body(Map.of("eventsEnabled", true, "eventsExpiration", 2592000, "attributes", Map.of("other", "kept")))
                .put("/" + realm.realm().name())
                .then()
                .statusCode(204);
    }

    @Test
    void realmIsTakenFromOffToEnforced() {
        realm.legitimateRequest();
        assertThat(realm.details()).doesNotContainKeys("would_grant", "would_refuse", "permit");

        importFile(REPORT);
        realm.legitimateRequest();
        assertThat(realm.details()).containsEntry("would_refuse", "no permit applies to this requester");

        importFile(PERMIT);
        realm.legitimateRequest();
        assertThat(realm.details()).containsEntry("would_grant", "orders-calls-payments");

        importFile(ENFORCED);
        realm.legitimateRequest();
        assertThat(realm.details()).containsEntry("permit", "orders-calls-payments");
        realm.otherRequest().assertRefused("invalid_target");
        assertThat(realm.realm().get("").<String, String>getMap("attributes"))
                .containsEntry("token-exchange-policy", "enforced")
                .containsEntry("other", "kept");
        assertThat(realm.realm().get("").getBoolean("eventsEnabled")).isTrue();
        assertThat(realm.realm().get("").getInt("eventsExpiration")).isEqualTo(2592000);

        importFile(ENFORCED.replace("enforced", "\"off\""));
        realm.otherRequest().token();
    }

    @Test
    void unchangedFileIsImportedAgainOnlyWithoutTheCache() {
        importFile(REPORT);
        switchOffByHand();
        importFile(REPORT);
        realm.legitimateRequest();
        assertThat(realm.details()).doesNotContainKey("would_refuse");

        importFile(REPORT, " --import.cache.enabled=false");
        realm.legitimateRequest();
        assertThat(realm.details()).containsKey("would_refuse");
    }

    @Test
    void filesWithMistakesAreRefused() {
        importFile(PERMIT);
        for (String unknown : List.of("enforce", "off")) { // Without quotes, YAML reads false.
            assertThatThrownBy(() -> importFile(ENFORCED.replace("enforced", unknown)))
                    .hasMessageContaining("token-exchange-policy");
        }
        assertThatThrownBy(() -> importFile(PERMIT.replace("max-lifetime: 900", "max-lifetime: forever")))
                .hasMessageContaining("400 Bad Request"); // keycloak-config-cli does not show the message.
        assertThat(NotebookServer.get().log()).contains("Not saved. Token-exchange permit: max-lifetime: 'forever'");
        realm.otherRequest().token();
        assertThat(realm.realm().get("/client-policies/profiles").getString("profiles[0].name"))
                .isEqualTo("orders-calls-payments");
    }

    /** Keeps the other attributes, among which keycloak-config-cli has the checksum of the file. */
    private void switchOffByHand() {
        Map<String, String> attributes = new HashMap<>(realm.realm().get("").getMap("attributes"));
        attributes.put("token-exchange-policy", "off");
        new Admin(NotebookServer.get())
                .request()
                .body(Map.of("attributes", attributes))
                .put("/" + realm.realm().name())
                .then()
                .statusCode(204);
    }

    private void importFile(String file) {
        importFile(file, "");
    }

    /** keycloak-config-cli runs on the Java of this test. */
    private void importFile(String file, String options) {
        try {
            Files.writeString(folder.resolve("exchange.yaml"), realm.rename(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Shell.in(folder)
                .set("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"))
                .set("KEYCLOAK_PASSWORD", Server.ADMIN)
                .run(DocumentedCommands.script(ConfigCliIT.class, "docs/rollout.md", "Import a file")
                                .replace(
                                        "http://localhost:8080",
                                        NotebookServer.get().localUrl())
                        + options);
    }
}
