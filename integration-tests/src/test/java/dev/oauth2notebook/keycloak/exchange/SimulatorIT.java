package dev.oauth2notebook.keycloak.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulator in the admin REST API. */
@ExtendWith(NotebookServer.class)
class SimulatorIT {

    private static final String[] ROLES = {"view-realm", "view-clients", "view-users"};
    private static final Map<String, ?> APP = Map.of("client", "app", "user", "user", "scope", "openid read");
    private static final Map<String, ?> GRANTED =
            Map.of("requester", "svc", "subject", APP, "audience", List.of("target1"), "scope", "read");

    private static TestRealm realm;
    private static PolicyAdmin admin;

    @BeforeAll
    static void realm() {
        realm = TestRealm.create(TestRealm.PERMITS, "enforced");
        new Admin(NotebookServer.get())
                .request()
                .body(Map.of("adminEventsEnabled", true, "adminEventsDetailsEnabled", true, "eventsEnabled", true))
                .put("/" + realm.name() + "/events/config")
                .then()
                .statusCode(204);
        admin = new PolicyAdmin(realm, ROLES);
    }

    @Test
    void simulatorIsOnlyForAdministratorsOfTheRealmWithAllRoles() {
        PolicyAdmin.anonymous(realm).body(GRANTED).post("/simulate").then().statusCode(401);
        for (String[] roles : List.of(
                new String[] {},
                new String[] {"view-realm", "view-clients"},
                new String[] {"view-realm", "view-users"},
                new String[] {"view-clients", "view-users"})) {
            new PolicyAdmin(realm, roles)
                    .of(realm)
                    .body(GRANTED)
                    .post("/simulate")
                    .then()
                    .statusCode(403);
        }
        new PolicyAdmin(TestRealm.shared(), "realm-admin")
                .of(realm)
                .body(GRANTED)
                .post("/simulate")
                .then()
                .statusCode(403);
        admin.of(realm).get("/simulate").then().statusCode(oneOf(404, 405));
        simulate(GRANTED).then().statusCode(200).header("Cache-Control", containsString("no-cache"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | requester",
                "{\"requester\": \"nobody\"} | requester",
                "{\"requester\": \"svc\"} | subject",
                "{\"requester\": \"svc\", \"subject\": {}} | subject.client",
                "{\"requester\": \"svc\", \"subject\": {\"client\": \"nobody\"}} | subject.client",
                "{\"requester\": \"svc\", \"subject\": {\"client\": \"app\", \"user\": \"nobody\"}} | subject.user",
                "{\"requester\": \"svc\", \"subject\": {\"client\": \"svc\"}, \"subjectToken\": \"x\"} | subject",
                "{\"requester\": \"svc\", \"subject\": {\"client\": \"svc\"}, \"audience\": [\"nobody\"]} | audience",
                "{\"requester\": \"svc\", \"subject\": {\"client\": \"svc\"}, \"actor\": {\"client\": \"nobody\"}} | actor.client",
                "{\"requester\": \"svc\", \"subject\": {\"client\": \"svc\"}, \"requestedTokenType\": \"saml\"} | requestedTokenType",
                "{\"requester\": \"svc\", \"subject\": {\"client\": \"svc\", \"mayAct\": {\"client\": \"nobody\"}}} | subject.mayAct.client",
                "{\"requester\": \"svc\", \"subject\": {\"client\": \"svc\", \"act\": [{\"client\": \"nobody\"}]}} | subject.act.client",
                "{\"requester\": \"svc\", \"unknown\": 1} | unknown",
            })
    void invalidDescriptionIsRefusedWithTheField(String description, String field) {
        admin.of(realm)
                .body(description)
                .post("/simulate")
                .then()
                .statusCode(400)
                .body("field", equalTo(field))
                .body("errorMessage", containsString(field));
    }

    @Test
    void bodyThatIsNotJsonIsRefused() {
        admin.of(realm).body("{").post("/simulate").then().statusCode(400);
        admin.of(realm).body("").post("/simulate").then().statusCode(400);
    }

    @Test
    void grantedExchangeHasTheTokenThatWouldBeIssued() throws IOException {
        JsonNode answer = answer(GRANTED);
        assertThat(answer.at("/granted").asBoolean()).isTrue();
        assertThat(answer.at("/enforced").asBoolean()).isTrue();
        assertThat(answer.at("/permit").asText()).isEqualTo("call");
        assertThat(answer.at("/token/audience").toString()).isEqualTo("[\"target1\"]");
        assertThat(answer.at("/token/scope").toString()).isEqualTo("[\"read\"]");
        assertThat(answer.at("/token/lifetime").asInt()).isEqualTo(120);
        assertThat(permit(answer, "call").at("/covers").asBoolean()).isTrue();
        assertThat(permit(answer, "call").at("/changes")).isEmpty();
    }

    @Test
    void refusedExchangeHasTheErrorAndTheNearestChangeOfEachPermit() throws IOException {
        JsonNode answer =
                answer(Map.of("requester", "svc", "subject", APP, "audience", List.of("target3"), "scope", "read"));
        assertThat(answer.at("/granted").asBoolean()).isFalse();
        assertThat(answer.at("/error").asText()).isEqualTo("invalid_target");
        assertThat(answer.at("/reason").asText()).isEqualTo("permit call: does not permit a requested audience");
        JsonNode call = permit(answer, "call");
        assertThat(call.at("/failedCheck").asText()).isEqualTo("AUDIENCE");
        assertThat(call.at("/changes/0/0/text").asText()).isEqualTo("add `target3` to `audiences` of permit call");
        assertThat(call.at("/changes/0/0/target").asText()).isEqualTo("permit");
        assertThat(call.at("/changes/1/0/target").asText()).isEqualTo("request");
        assertThat(permit(answer, "chain").at("/failedCheck").asText()).isEqualTo("NO_PERMIT");
    }

    /** The reported value is saved as it is, and the exchange that was refused is then granted. */
    @Test
    void reportedChangeMakesTheRealExchangePass() throws IOException {
        TestRealm own = TestRealm.create(Map.of("call", TestRealm.PERMITS.get("call")), "enforced");
        String token = own.userToken("read");
        own.exchange(token).audience("target3").assertRefused("invalid_target");
        JsonNode answer = answer(new PolicyAdmin(own, ROLES)
                .of(own)
                .body(Map.of("requester", "svc", "subjectToken", token, "audience", List.of("target3")))
                .post("/simulate"));
        JsonNode change = permit(answer, "call").at("/changes/0/0");
        Map<String, Object> changed = with(
                TestRealm.PERMITS.get("call"),
                change.at("/key").asText(),
                new ObjectMapper().convertValue(change.at("/value"), List.class));
        own.savePermits(Map.of("call", changed)).then().statusCode(204);
        own.exchange(token).audience("target3").token();
    }

    @Test
    void pastedTokensAreVerified() throws IOException {
        String subject = realm.userToken("read");
        Map<String, Object> exchange = Map.of(
                "requester",
                "svc",
                "subjectToken",
                subject,
                "actorToken",
                realm.ownToken("svc"),
                "audience",
                List.of("target1"));
        JsonNode granted = answer(exchange);
        assertThat(granted.at("/granted").asBoolean()).isTrue();
        assertThat(granted.at("/token/actDepth").asInt()).isEqualTo(1);
        assertThat(granted.at("/request/subjectClient").asText()).isEqualTo("app");
        for (String garbage : List.of("garbage", "", subject.substring(0, subject.length() - 10) + "AAAAAAAAAA")) {
            JsonNode refused = answer(with(exchange, "subjectToken", garbage));
            assertThat(refused.at("/error").asText()).isEqualTo("invalid_request");
            assertThat(refused.at("/reason").asText()).isEqualTo("subject_token validation failure");
        }
        assertThat(answer(with(exchange, "actorToken", "garbage")).at("/reason").asText())
                .isEqualTo("actor_token validation failure");
        String stranger = realm.newClient(Map.of("attributes", Map.of("standard.token.exchange.enabled", "true")));
        assertThat(answer(with(exchange, "requester", stranger)).at("/reason").asText())
                .isEqualTo("requester is neither azp nor in aud of the subject_token");
        realm.revoke("app", subject);
        assertThat(answer(exchange).at("/reason").asText()).isEqualTo("subject_token validation failure");
    }

    @Test
    void tokenOfAnotherRealmIsInvalid() throws IOException {
        JsonNode answer = answer(Map.of(
                "requester", "svc",
                "subjectToken", TestRealm.shared().userToken("read"),
                "audience", List.of("target1")));
        assertThat(answer.at("/reason").asText()).isEqualTo("subject_token validation failure");
    }

    @Test
    void requesterWithoutTheSwitchOrEnabledIsRefused() throws IOException {
        String without = realm.newClient(Map.of("serviceAccountsEnabled", true));
        assertThat(answer(with(GRANTED, "requester", without)).at("/error").asText())
                .isEqualTo("unauthorized_client");
        String disabled = realm.newClient(Map.of("enabled", false));
        assertThat(answer(with(GRANTED, "requester", disabled)).at("/error").asText())
                .isEqualTo("invalid_client");
    }

    @Test
    void permitThatNoPolicySelectsSaysSo() throws IOException {
        TestRealm own = TestRealm.create(Map.of("call", TestRealm.PERMITS.get("call")), "off");
        own.savePolicy("call", "client-roles", Map.of("roles", List.of("exchanger")));
        PolicyAdmin ownAdmin = new PolicyAdmin(own, ROLES);
        JsonNode refused = answer(ownAdmin.of(own).body(GRANTED).post("/simulate"));
        assertThat(refused.at("/enforced").asBoolean()).isFalse();
        assertThat(refused.at("/error").asText()).isEqualTo("unauthorized_client");
        assertThat(permit(refused, "call").at("/reason").asText())
                .isEqualTo("no enabled client policy with this profile selects the client svc");
        own.newClientRole("svc", "exchanger");
        assertThat(answer(ownAdmin.of(own).body(GRANTED).post("/simulate"))
                        .at("/granted")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void permitOfAnotherRequesterSaysSo() throws IOException {
        assertThat(permit(answer(GRANTED), "chain").at("/reason").asText())
                .isEqualTo("does not apply to this requester");
    }

    @Test
    void simulationIsAnAdminEventWithoutTokensAndIssuesNothing() throws IOException {
        String subject = realm.userToken("read");
        answer(Map.of("requester", "svc", "subjectToken", subject, "audience", List.of("target2")));
        Map<String, Object> event =
                realm.get("/admin-events?operationTypes=ACTION&max=1").getMap("[0]");
        assertThat(event)
                .containsEntry("resourceType", "TOKEN_EXCHANGE_SIMULATION")
                .containsEntry("resourcePath", "token-exchange-policy/simulate");
        assertThat(event.get("representation").toString())
                .contains("\"svc\"", "target2")
                .doesNotContain(subject, subject.split("\\.")[1]);
        assertThat(realm.get("/events?type=TOKEN_EXCHANGE&type=TOKEN_EXCHANGE_ERROR")
                        .getList("$"))
                .isEmpty();
    }

    private static Response simulate(Map<String, ?> description) {
        return admin.of(realm).body(description).post("/simulate");
    }

    private static JsonNode answer(Map<String, ?> description) throws IOException {
        return answer(simulate(description));
    }

    private static JsonNode answer(Response response) throws IOException {
        return new ObjectMapper()
                .readTree(response.then().statusCode(200).extract().asString());
    }

    private static Map<String, Object> with(Map<String, ?> values, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(values);
        changed.put(name, value);
        return changed;
    }

    private static JsonNode permit(JsonNode answer, String name) {
        for (JsonNode permit : answer.get("permits")) {
            if (permit.get("permit").asText().equals(name)) {
                return permit;
            }
        }
        throw new AssertionError(name + " is not in " + answer);
    }
}
