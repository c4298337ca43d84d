package dev.oauth2notebook.keycloak.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The permit map in the admin REST API. */
@ExtendWith(NotebookServer.class)
class PermitMapIT {

    private static TestRealm realm;
    private static PolicyAdmin admin;

    @BeforeAll
    static void realm() {
        realm = TestRealm.create(TestRealm.PERMITS, "enforced");
        admin = new PolicyAdmin(realm, "view-realm", "view-clients");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/permits", "/graph"})
    void mapIsOnlyForAdministratorsOfTheRealmWithBothRoles(String path) {
        PolicyAdmin.anonymous(realm).get(path).then().statusCode(401);
        new PolicyAdmin(realm).of(realm).get(path).then().statusCode(403);
        new PolicyAdmin(realm, "view-realm").of(realm).get(path).then().statusCode(403);
        new PolicyAdmin(realm, "view-clients").of(realm).get(path).then().statusCode(403);
        new PolicyAdmin(TestRealm.shared(), "realm-admin")
                .of(realm)
                .get(path)
                .then()
                .statusCode(403);
        admin.of(realm).get(path).then().statusCode(200).header("Cache-Control", containsString("no-cache"));
    }

    @Test
    void disabledAdministratorIsRefused() {
        PolicyAdmin disabled = new PolicyAdmin(realm, "view-realm", "view-clients");
        disabled.of(realm).get("/permits").then().statusCode(200);
        new Admin(NotebookServer.get())
                .request()
                .body(Map.of("enabled", false))
                .put("/" + realm.name() + "/users/" + realm.id("/users?username=" + disabled.user()))
                .then()
                .statusCode(204);
        disabled.of(realm).get("/permits").then().statusCode(401);
    }

    @Test
    void otherMethodsAndPathsDoNotExist() {
        admin.of(realm).post("/permits").then().statusCode(oneOf(404, 405));
        admin.of(realm).get("/unknown").then().statusCode(404);
    }

    @Test
    void permitHasItsSettingsPoliciesAndUse() throws IOException {
        long before = System.currentTimeMillis();
        realm.exchange(realm.userToken("read")).scope("read").token();
        JsonNode map = map(admin, realm);
        assertThat(map.at("/enforced").asBoolean()).isTrue();
        assertThat(map.at("/usage/saved").asBoolean()).isTrue();
        assertThat(map.at("/usage/complete").asBoolean()).isTrue();
        assertThat(map.at("/usage/count").asInt()).isPositive();
        JsonNode call = permit(map, "call");
        assertThat(call.at("/settings/requesters").toString()).isEqualTo("[\"svc\"]");
        assertThat(call.at("/settings/max-lifetime").asInt()).isEqualTo(120);
        assertThat(call.at("/settings/actor").asText()).isEqualTo("optional");
        assertThat(call.at("/policies/0/policy").asText()).isEqualTo("call");
        assertThat(call.at("/policies/0/enabled").asBoolean()).isTrue();
        assertThat(call.at("/policies/0/conditions/0/condition").asText()).isEqualTo("any-client");
        assertThat(call.at("/usage/count").asInt()).isPositive();
        assertThat(call.at("/usage/lastUsed").asLong()).isGreaterThanOrEqualTo(before);
        assertThat(problems(call)).contains("wider-than-used").doesNotContain("unused", "unreachable", "shadowed");
        assertThat(problems(permit(map, "named"))).contains("unused");
    }

    @Test
    void graphConnectsRequestersPermitsAndAudiences() {
        String graph = admin.of(realm)
                .get("/graph")
                .then()
                .contentType("text/plain")
                .extract()
                .asString();
        assertThat(graph).startsWith("flowchart LR\n").contains("call<br>token of app", "[\"svc\"]", "[[\"target1\"]]");
    }

    @Test
    void problemsOfPermitsAreNamed() throws IOException {
        TestRealm own = TestRealm.create(Map.of(), "off");
        String deleted = own.newClient(Map.of());
        own.savePermits(Map.of(
                        "gone", Map.of("subject-clients", deleted, "audiences", "target1"),
                        "unselected", TestRealm.PERMITS.get("call")))
                .then()
                .statusCode(204);
        own.savePolicy("gone", "any-client", Map.of());
        own.deleteClient(deleted);
        JsonNode map = map(new PolicyAdmin(own, "view-realm", "view-clients"), own);
        assertThat(map.at("/enforced").asBoolean()).isFalse();
        assertThat(problems(permit(map, "gone"))).contains("deleted-client");
        assertThat(problems(permit(map, "unselected"))).contains("unreachable");
    }

    @Test
    void permitForClientCredentialsIsInTheMapWithItsUseAndProblems() throws IOException {
        TestRealm own = TestRealm.create(Map.of(), "enforced");
        Map<String, Object> direct =
                Map.of("requesters", List.of("svc", "noswitch"), "audiences", List.of("target1", "target2"));
        own.addExecutor("direct", "client-credentials-permit", direct);
        own.addExecutor(
                "broken", "client-credentials-permit", Map.of("audiences", List.of("target3"), "scopes", "read"));
        own.update("noswitch", Map.of("serviceAccountsEnabled", false));
        own.deleteClient("target3");
        own.token("svc", Map.of("grant_type", "client_credentials", "audience", "target1"))
                .then()
                .statusCode(200);
        own.ownToken("svc");
        PolicyAdmin ownAdmin = new PolicyAdmin(own, "view-realm", "view-clients");

        JsonNode map = map(ownAdmin, own);

        assertThat(map.at("/clientCredentialsUsage/saved").asBoolean()).isTrue();
        assertThat(map.at("/clientCredentialsUsage/count").asInt()).isEqualTo(1);
        JsonNode permit = permit(map, "direct");
        assertThat(permit.at("/executor").asText()).isEqualTo("client-credentials-permit");
        assertThat(permit.at("/settings").toString())
                .isEqualTo("{\"requesters\":[\"svc\",\"noswitch\"],\"audiences\":[\"target1\",\"target2\"],"
                        + "\"scopes\":[],\"max-lifetime\":300}");
        assertThat(permit.at("/usage/count").asInt()).isEqualTo(1);
        assertThat(permit.at("/problems").findValuesAsText("message"))
                .containsExactly(
                        "requesters: the client 'noswitch' does not have Service account roles switched on",
                        "requesters: no recorded request used 'noswitch'",
                        "audiences: no recorded request used 'target2'");
        assertThat(problems(permit(map, "broken"))).contains("deleted-client", "unused");
        assertThat(ownAdmin.of(own).get("/graph").asString()).contains("direct<br>client credentials", "[\"svc\"]");
    }

    @Test
    void clientScopeThatWasDeletedLaterIsAProblem() throws IOException {
        TestRealm own = TestRealm.create(Map.of(), "enforced");
        own.newOptionalScope("passing", "claim", "svc");
        own.addExecutor(
                "direct",
                "client-credentials-permit",
                Map.of("audiences", List.of("target1"), "scopes", List.of("passing", "read")));
        own.deleteClientScope("passing");
        JsonNode permit = permit(map(new PolicyAdmin(own, "view-realm", "view-clients"), own), "direct");
        assertThat(problems(permit)).contains("unknown-scope");
        own.token("svc", Map.of("grant_type", "client_credentials", "audience", "target1", "scope", "read"))
                .then()
                .statusCode(200);
        own.saveProfile("another", "client-credentials-permit", Map.of("audiences", List.of("target1")))
                .then()
                .statusCode(204);
    }

    @Test
    void useIsUnknownWhereEventsAreNotSaved() throws IOException {
        TestRealm own = TestRealm.create(Map.of("call", TestRealm.PERMITS.get("call")), "enforced");
        own.saveEvents("LOGIN");
        JsonNode map = map(new PolicyAdmin(own, "view-realm", "view-clients"), own);
        assertThat(map.at("/usage/saved").asBoolean()).isFalse();
        assertThat(permit(map, "call").has("usage")).isFalse();
    }

    private static JsonNode map(PolicyAdmin admin, TestRealm realm) throws IOException {
        return new ObjectMapper()
                .readTree(admin.of(realm)
                        .get("/permits")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    private static JsonNode permit(JsonNode map, String name) {
        for (JsonNode permit : map.get("permits")) {
            if (permit.get("permit").asText().equals(name)) {
                return permit;
            }
        }
        throw new AssertionError(name + " is not in " + map);
    }

    private static List<String> problems(JsonNode permit) {
        return permit.findValuesAsText("type");
    }
}
