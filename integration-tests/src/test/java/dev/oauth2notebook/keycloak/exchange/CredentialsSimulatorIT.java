package dev.oauth2notebook.keycloak.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulator of client credentials with a target, and of resources in both grants. */
@ExtendWith(NotebookServer.class)
class CredentialsSimulatorIT {

    private static final String PERMIT = "client-credentials-permit";
    private static final String URI1 = "https://target1.example";
    private static final String URI3 = "https://target3.example";

    private static TestRealm realm;
    private static PolicyAdmin admin;

    @BeforeAll
    static void realm() {
        realm = TestRealm.create(TestRealm.PERMITS, "enforced");
        realm.update("target1", Map.of("attributes", Map.of("resource_url", URI1)));
        realm.update("target3", Map.of("attributes", Map.of("resource_url", URI3)));
        realm.addExecutor(
                "direct",
                PERMIT,
                Map.of(
                        "requesters", List.of("svc"),
                        "audiences", List.of("target1", "target2"),
                        "scopes", List.of("read", "extra"),
                        "max-lifetime", 60));
        realm.addExecutor("unlimited", PERMIT, Map.of("requesters", List.of("wide"), "audiences", List.of("target2")));
        admin = new PolicyAdmin(realm, "view-realm", "view-clients", "view-users");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"grantType\": \"password\", \"requester\": \"svc\"} | grantType",
                "{\"grantType\": \"client_credentials\", \"requester\": \"nobody\"} | requester",
                "{\"grantType\": \"client_credentials\", \"requester\": \"svc\"} | audience",
                "{\"grantType\": \"client_credentials\", \"requester\": \"svc\", \"audience\": [\"nobody\"]} | audience",
                "{\"grantType\": \"client_credentials\", \"requester\": \"svc\", \"audience\": [\"mid\"], \"subject\": {\"client\": \"app\"}} | subject",
                "{\"grantType\": \"client_credentials\", \"requester\": \"svc\", \"audience\": [\"mid\"], \"subjectToken\": \"x\"} | subjectToken",
                "{\"grantType\": \"client_credentials\", \"requester\": \"svc\", \"audience\": [\"mid\"], \"actorToken\": \"x\"} | actorToken",
            })
    void invalidDescriptionIsRefusedWithTheField(String description, String field) {
        admin.of(realm)
                .body(description)
                .post("/simulate")
                .then()
                .statusCode(400)
                .body("field", equalTo(field));
    }

    @Test
    void grantedRequestHasTheTokenThatWouldBeIssued() throws IOException {
        JsonNode answer = simulate("svc", "read", List.of("target2"), List.of(URI1));
        assertThat(answer.at("/granted").asBoolean()).isTrue();
        assertThat(answer.at("/permit").asText()).isEqualTo("direct");
        assertThat(answer.at("/token/audience").toString())
                .isEqualTo("[\"%s\",\"target2\",\"target1\"]".formatted(URI1));
        assertThat(answer.at("/token/scope").toString()).contains("read", "extra");
        assertThat(answer.at("/token/lifetime").asInt()).isEqualTo(60);
        assertThat(answer.at("/request/grantType").asText()).isEqualTo("client_credentials");
        assertThat(answer.at("/request/resource/0").toString())
                .isEqualTo("{\"resource\":\"%s\",\"client\":\"target1\"}".formatted(URI1));
        assertThat(answer.at("/permits").findValuesAsText("permit")).containsExactly("direct", "unlimited");
    }

    @Test
    void refusedRequestHasTheNearestChangesOfEachPermit() throws IOException {
        JsonNode answer = simulate("svc", null, List.of(), List.of(URI3));
        assertThat(answer.at("/error").asText()).isEqualTo("invalid_target");
        assertThat(answer.at("/reason").asText()).isEqualTo("permit direct: does not permit a requested resource");
        assertThat(answer.at("/permits/0/failedCheck").asText()).isEqualTo("RESOURCE");
        assertThat(answer.at("/permits/0/changes/0/0/text").asText())
                .isEqualTo("add `target3` to `audiences` of permit direct");
        assertThat(answer.at("/permits/0/changes/1/0/text").asText())
                .isEqualTo("send no `resource` `%s`, but the `audience` `target1`".formatted(URI3));
        assertThat(answer.at("/permits/1/failedCheck").asText()).isEqualTo("NO_PERMIT");
    }

    @Test
    void unknownResourceHasNoClientAndIsAddedToNoPermit() throws IOException {
        JsonNode answer = simulate("svc", null, List.of(), List.of("https://nobody.example"));
        assertThat(answer.at("/request/resource/0/client").isMissingNode()).isTrue();
        assertThat(answer.at("/permits").findValuesAsText("key"))
                .contains("resource")
                .doesNotContain("audiences");
        assertThat(simulate("svc", null, List.of(), List.of("nobody"))
                        .at("/reason")
                        .asText())
                .isEqualTo("a resource is not an absolute URI without fragment");
    }

    @Test
    void requesterWithoutAServiceAccountIsRefused() throws IOException {
        assertThat(simulate("app", null, List.of("target1"), List.of())
                        .at("/error")
                        .asText())
                .isEqualTo("unauthorized_client");
        assertThat(simulate("public", null, List.of("target1"), List.of())
                        .at("/error")
                        .asText())
                .isEqualTo("unauthorized_client");
    }

    @Test
    void reportedChangeMakesTheRealRequestPass() throws IOException {
        TestRealm own = TestRealm.create(Map.of(), "enforced");
        own.addExecutor(PERMIT, Map.of("requesters", List.of("svc"), "audiences", List.of("target1")));
        Tokens.assertRefused(send(own, "svc", null, List.of("target2"), List.of()), "invalid_target");
        JsonNode change = answer(
                        new PolicyAdmin(own, "view-realm", "view-clients", "view-users"),
                        own,
                        Map.of("grantType", "client_credentials", "requester", "svc", "audience", List.of("target2")))
                .at("/permits/0/changes/0/0");
        own.addExecutor(
                "changed",
                PERMIT,
                Map.of(
                        "requesters",
                        List.of("svc"),
                        change.at("/key").asText(),
                        new ObjectMapper().convertValue(change.at("/value"), List.class)));
        send(own, "svc", null, List.of("target2"), List.of()).then().statusCode(200);
    }

    /** Every combination of a few requesters, scopes and targets, simulated and sent. */
    @Test
    void simulatorAnswersAsTheServerForClientCredentials() throws IOException {
        int granted = 0;
        int refused = 0;
        for (String requester : List.of("svc", "wide", "mid")) {
            for (String scope : new String[] {null, "read", "write", "unassigned"}) {
                for (List<String> audiences :
                        List.of(List.<String>of(), List.of("target2"), List.of("target1", "mid"))) {
                    for (List<String> resources : List.of(
                            List.<String>of(),
                            List.of(URI1),
                            List.of(URI3),
                            List.of("urn:client:mid"),
                            List.of("https://nobody.example"),
                            List.of("nobody"))) {
                        if (!audiences.isEmpty() || !resources.isEmpty()) {
                            boolean isGranted = compare(
                                    simulate(requester, scope, audiences, resources),
                                    send(realm, requester, scope, audiences, resources));
                            granted += isGranted ? 1 : 0;
                            refused += isGranted ? 0 : 1;
                        }
                    }
                }
            }
        }
        assertThat(granted).isGreaterThan(10);
        assertThat(refused).isGreaterThan(50);
    }

    /** Likewise for exchanges, with targets as audience and as resource. */
    @Test
    void simulatorAnswersAsTheServerForExchanges() throws IOException {
        String subject = realm.userToken("read");
        int granted = 0;
        for (String requester : List.of("svc", "mid", "wide")) {
            for (String scope : new String[] {null, "read", "write"}) {
                for (List<String> audiences : List.of(List.<String>of(), List.of("target1"), List.of("target3"))) {
                    for (List<String> resources : List.of(
                            List.<String>of(),
                            List.of(URI1),
                            List.of(URI3),
                            List.of("urn:client:target2"),
                            List.of("nobody"))) {
                        Map<String, Object> description = new HashMap<>(Map.of(
                                "requester", requester,
                                "subjectToken", subject,
                                "audience", audiences,
                                "resource", resources));
                        description.put("scope", scope);
                        Exchange exchange = realm.exchange(requester, subject);
                        audiences.forEach(exchange::audience);
                        resources.forEach(resource -> exchange.with("resource", resource));
                        if (scope != null) {
                            exchange.scope(scope);
                        }
                        granted += compare(answer(admin, realm, description), exchange.send()) ? 1 : 0;
                    }
                }
            }
        }
        assertThat(granted).isGreaterThan(10);
    }

    /** Checks that answer and response agree; returns whether a token was issued. */
    private static boolean compare(JsonNode answer, Response response) {
        boolean granted = response.statusCode() == 200;
        assertThat(answer.at("/granted").asBoolean())
                .as("%s, but %s", answer, response.asString())
                .isEqualTo(granted);
        if (granted) {
            JWTClaimsSet claims = Tokens.claims(OAuth2.accessToken(response));
            assertThat(texts(answer.at("/token/audience"))).containsExactlyInAnyOrderElementsOf(claims.getAudience());
            assertThat(String.join(
                            " ",
                            texts(answer.at("/token/scope")).stream().sorted().toList()))
                    .isEqualTo(String.join(" ", Tokens.scopes(claims)));
            assertThat(answer.at("/token/lifetime").asLong()).isCloseTo(Tokens.lifetime(claims), within(5L));
        } else {
            assertThat(answer.at("/error").asText()).as(answer.toString()).isEqualTo(response.path("error"));
        }
        return granted;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static JsonNode simulate(String requester, String scope, List<String> audiences, List<String> resources)
            throws IOException {
        Map<String, Object> description = new HashMap<>(Map.of(
                "grantType", "client_credentials",
                "requester", requester,
                "audience", audiences,
                "resource", resources));
        description.put("scope", scope);
        return answer(admin, realm, description);
    }

    private static JsonNode answer(PolicyAdmin administrator, TestRealm realm, Map<String, ?> description)
            throws IOException {
        return new ObjectMapper()
                .readTree(administrator
                        .of(realm)
                        .body(description)
                        .post("/simulate")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    private static Response send(
            TestRealm realm, String requester, String scope, List<String> audiences, List<String> resources) {
        RequestSpecification request = RestAssured.given()
                .formParam("client_id", requester)
                .formParam("client_secret", TestRealm.SECRET)
                .formParam("grant_type", "client_credentials");
        if (scope != null) {
            request.formParam("scope", scope);
        }
        audiences.forEach(audience -> request.formParam("audience", audience));
        resources.forEach(resource -> request.formParam("resource", resource));
        return request.post(realm.url("/oauth2/token"));
    }
}
