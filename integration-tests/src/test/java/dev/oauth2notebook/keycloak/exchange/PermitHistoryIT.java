package dev.oauth2notebook.keycloak.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.path.json.JsonPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Admin events of changed permits, and of the policies that select them. */
@ExtendWith(NotebookServer.class)
class PermitHistoryIT {

    private final Admin admin = new Admin(NotebookServer.get());

    private TestRealm realm;

    @BeforeEach
    void recordAdminEvents() {
        realm = TestRealm.create(Map.of(), "enforced");
        admin.request()
                .body(Map.of("adminEventsEnabled", true, "adminEventsDetailsEnabled", true))
                .put("/" + realm.name() + "/events/config")
                .then()
                .statusCode(204);
    }

    @Test
    void eachChangedPermitIsAnAdminEventWithItsName() {
        save(permits("first", 60, "second", 60));
        assertThat(changes("profiles")).containsExactlyInAnyOrder("CREATE second", "CREATE first");

        save(permits("first", 120, "second", 60));
        assertThat(changes("profiles")).startsWith("UPDATE first").hasSize(3);
        JsonPath changed = events("profiles");
        assertThat(changed.getString("[0].resourceType")).isEqualTo("CLIENT_PROFILE");
        assertThat(changed.getString("[0].authDetails.userId")).isEqualTo(administrator());
        assertThat(JsonPath.from(changed.getString("[0].representation"))
                        .getInt("executors[0].configuration.max-lifetime"))
                .isEqualTo(120);

        save(permits("second", 60));
        assertThat(changes("profiles")).startsWith("DELETE first").hasSize(4);
    }

    @Test
    void savingTheSamePermitsIsNoChange() {
        save(permits("first", 60));
        save(permits("first", 60));
        assertThat(changes("profiles")).containsExactly("CREATE first");
    }

    @Test
    void refusedChangeIsNotRecorded() {
        realm.savePermits(permits("first", -1)).then().statusCode(400);
        assertThat(changes("profiles")).isEmpty();
    }

    @Test
    void changedPolicyIsAnAdminEvent() {
        save(permits("first", 60));
        realm.savePolicy("first", "any-client", Map.of());
        realm.savePolicy("first", "client-access-type", Map.of("type", List.of("confidential")));
        assertThat(changes("policies")).containsExactly("UPDATE first", "CREATE first");
        assertThat(events("policies").getString("[0].resourceType")).isEqualTo("CLIENT_POLICY");
    }

    /** As after {@code kcadm.sh get client-policies/profiles} and, later, {@code update}. */
    @Test
    void savedProfilesCanBeImportedAgain() {
        save(permits("first", 60));
        String saved = admin.request()
                .get("/" + realm.name() + "/client-policies/profiles")
                .asString();
        save(permits("other", 600));
        admin.request()
                .body(saved)
                .put("/" + realm.name() + "/client-policies/profiles")
                .then()
                .statusCode(204);
        assertThat(changes("profiles"))
                .containsExactlyInAnyOrder(
                        "CREATE first", "DELETE first", "CREATE other", "DELETE other", "CREATE first");
        assertThat(realm.get("/client-policies/profiles").getString("profiles[0].name"))
                .isEqualTo("first");
    }

    /** Without a file, the event before the change has the profile. */
    @Test
    void representationInAnEventCanBeImportedAgain() {
        save(permits("first", 60));
        save(permits("first", 600));
        String before = events("profiles").getString("[1].representation");
        admin.request()
                .body("{ \"profiles\": [ " + before + " ] }")
                .put("/" + realm.name() + "/client-policies/profiles")
                .then()
                .statusCode(204);
        assertThat(realm.get("/client-policies/profiles").getInt("profiles[0].executors[0].configuration.max-lifetime"))
                .isEqualTo(60);
    }

    private void save(Map<String, Map<String, Object>> permits) {
        realm.savePermits(permits).then().statusCode(204);
    }

    private static Map<String, Map<String, Object>> permits(Object... namesAndLifetimes) {
        Map<String, Map<String, Object>> permits = new LinkedHashMap<>();
        for (int i = 0; i < namesAndLifetimes.length; i += 2) {
            permits.put(
                    namesAndLifetimes[i].toString(),
                    Map.of(
                            "requesters", List.of("svc"),
                            "subject-clients", List.of("app"),
                            "audiences", List.of("target1"),
                            "max-lifetime", namesAndLifetimes[i + 1]));
        }
        return permits;
    }

    /** Returns operation and name of each event, newest first; those of one request are in any order. */
    private List<String> changes(String list) {
        JsonPath events = events(list);
        List<String> paths = events.getList("resourcePath");
        List<String> operations = events.getList("operationType");
        return IntStream.range(0, paths.size())
                .mapToObj(i -> operations.get(i) + paths.get(i).replaceFirst("client-policies/" + list + "/", " "))
                .toList();
    }

    private JsonPath events(String list) {
        return realm.get("/admin-events?resourcePath=client-policies/" + list + "/*");
    }

    private String administrator() {
        return admin.request().get("/master/users?username=admin").path("[0].id");
    }
}
