package dev.oauth2notebook.keycloak.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of the realm attribute that are saved through the admin REST API. */
@ExtendWith(NotebookServer.class)
class PolicyModeIT {

    private static final String ERROR = "The attribute token-exchange-policy must be one of off, report, enforced";

    private final Admin admin = new Admin(NotebookServer.get());

    @ParameterizedTest
    @ValueSource(strings = {"Enforced", "on", "true", "of", "enforced "})
    void unknownValueCannotBeSaved(String value) {
        TestRealm realm = TestRealm.create(Map.of(), "report");
        realm.trySetPolicy(value).then().statusCode(400).body("errorMessage", equalTo(ERROR));
        assertThat(realm.get("").getString("attributes." + TestRealm.ATTRIBUTE)).isEqualTo("report");
    }

    @Test
    void realmWithAnUnknownValueCannotBeCreated() {
        Map<String, Object> realm = TestRealm.representation("unknown-mode", Map.of(), "Enforced");
        admin.request().body(realm).post("").then().statusCode(400).body("errorMessage", equalTo(ERROR));
        admin.request().get("/unknown-mode").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "report", "enforced", ""})
    void knownValueIsSaved(String value) {
        TestRealm realm = TestRealm.create(Map.of(), "enforced");
        realm.trySetPolicy(value).then().statusCode(204);
    }

    /** Keycloak's partial import has no realm attributes. */
    @Test
    void partialImportDoesNotChangeTheValue() {
        TestRealm realm = TestRealm.create(Map.of(), "report");
        admin.request()
                .body(Map.of(
                        "ifResourceExists",
                        "OVERWRITE",
                        "users",
                        List.of(),
                        "attributes",
                        Map.of(TestRealm.ATTRIBUTE, "Enforced")))
                .post("/" + realm.name() + "/partialImport");
        assertThat(realm.get("").getString("attributes." + TestRealm.ATTRIBUTE)).isEqualTo("report");
    }
}
