package dev.oauth2notebook.keycloak.exchange;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.DocumentedCommands;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Server;
import dev.oauth2notebook.keycloak.support.ServerProcess;
import dev.oauth2notebook.keycloak.support.Shell;
import dev.oauth2notebook.keycloak.support.StockKeycloak;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows docs/rollout.md in Keycloak with only the jars {@code common} and {@code token-exchange}: a week of traffic is recorded, a
 * second one is reported with the suggested permits, and a third one is decided by them. The server's clock is moved from day to day.
 */
class RolloutDeploymentIT {

    private static final String DOCUMENT = "docs/rollout.md";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private ServerProcess server;
    private WeekOfTraffic traffic;

    @BeforeEach
    void start() throws Exception {
        Path clock = folder.resolve("clock.jar");
        MovableClock.writeJar(clock);
        server = StockKeycloak.create(folder).startWith(List.of("token-exchange"), clock);
        traffic = new WeekOfTraffic(server);
        traffic.createRealm();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void weekOfTrafficIsEnforcedWithoutRefusingALegitimateRequest() throws IOException {
        operate("Save the events", "Report");
        List<Instant> days = new ArrayList<>();
        for (int day = 0; day < WeekOfTraffic.DAYS; day++) {
            days.add(nextDay());
            assertGranted(traffic.send(day));
        }
        days.add(nextDay());
        List<JsonNode> recorded = events("TOKEN_EXCHANGE");
        assertThat(recorded).hasSize(WeekOfTraffic.DAYS * 5 + 3).allSatisfy(event -> assertThat(
                        detail(event, "would_refuse"))
                .isEqualTo("no permit applies to this requester"));
        assertThat(JsonPath.from(operate("Read the report")).getList("$")).hasSize(recorded.size());
        assertSuggestionsCoverExactly(days);

        operate("Get permits suggested", "Save the suggested permits");
        for (int day = 0; day < WeekOfTraffic.DAYS; day++) {
            nextDay();
            assertGranted(traffic.send(day));
            if (WeekOfTraffic.hasDelegation(day)) {
                Tokens.assertRefused(traffic.delegate(), "invalid_request");
            }
        }
        assertThat(refusedBy(events("TOKEN_EXCHANGE").subList(0, recorded.size())))
                .singleElement()
                .asString()
                .matches("permit suggested-\\d-auditor-exchanges-backoffice: requires an audience");
        correctPermits();
        assertThat(detail(events("TOKEN_EXCHANGE").get(0), "would_grant")).startsWith("suggested-");
        assertThat(operate("Try delegation"))
                .contains("\"would_grant\" : \"orders-acts-for-users\"", "\"acting\" : \"delegation\"");

        operate("Enforce");
        for (int day = 0; day < WeekOfTraffic.DAYS; day++) {
            nextDay();
            assertGranted(traffic.send(day));
            if (WeekOfTraffic.hasDelegation(day)) {
                Response delegated = traffic.delegate();
                assertGranted(Map.of("delegation", delegated));
                assertThat(Tokens.actors(Tokens.claims(delegated.path("access_token"))))
                        .containsExactly("orders");
            }
        }
        assertThat(events("REFRESH_TOKEN_ERROR")).isEmpty();
        attack();
        assertPermitsAreWhatWasUsed();
        assertThat(events("TOKEN_EXCHANGE_ERROR")).isNotEmpty().allSatisfy(event -> assertThat(detail(event, "reason"))
                .isNotEmpty());
    }

    /** The suggestions of a single day have only what happened on it. */
    private void assertSuggestionsCoverExactly(List<Instant> days) throws IOException {
        int total = 0;
        Set<String> scopes = new TreeSet<>();
        for (int day = 0; day < WeekOfTraffic.DAYS; day++) {
            JsonNode suggested = get("/token-exchange-policy/suggestions?dateFrom=%d&dateTo=%d"
                    .formatted(days.get(day).toEpochMilli(), days.get(day + 1).toEpochMilli()));
            int count = suggested.at("/recording/count").asInt();
            assertThat(count).isGreaterThanOrEqualTo(5);
            total += count;
            if (suggested.at("/clientProfiles").toString().contains("refund")) {
                scopes.add("refund on day " + day);
            }
            assertThat(suggested.get("skipped").size()).isZero();
        }
        assertThat(total).isEqualTo(WeekOfTraffic.DAYS * 5 + 3);
        assertThat(scopes).containsExactly("refund on day 2");
    }

    /** What the report asks for: one permit does not require an audience, and one is for delegation. */
    private void correctPermits() throws IOException {
        JsonNode simulated = post("/token-exchange-policy/simulate", """
                { "requester": "auditor", "subject": { "client": "backoffice", "user": "carol", "scope": "read" } }
                """);
        assertThat(simulated.at("/permits").toString())
                .containsPattern(
                        "set `require-audience` of permit suggested-\\d-auditor-exchanges-backoffice to `false`");

        signIn();
        run(DocumentedCommands.script(RolloutIT.class, DOCUMENT, "Keep a version"));
        ObjectNode profiles =
                (ObjectNode) JSON.readTree(folder.resolve("profiles.json").toFile());
        profiles.get("profiles").forEach(profile -> {
            if (profile.get("name").asText().contains("auditor")) {
                ((ObjectNode) profile.at("/executors/0/configuration")).put("require-audience", false);
            }
        });
        ObjectNode delegation = profiles.withArray("profiles").addObject();
        delegation.put("name", "orders-acts-for-users");
        delegation.putArray("executors").add(JSON.readTree("""
                { "executor": "token-exchange-permit", "configuration": {
                    "requesters": ["orders"], "subject-clients": ["shop"], "audiences": ["payments"], "scopes": ["read"],
                    "actor": "required" } }
                """));
        ObjectNode policies =
                (ObjectNode) JSON.readTree(folder.resolve("policies.json").toFile());
        ((ObjectNode) policies.at("/policies/0")).withArray("profiles").add("orders-acts-for-users");
        JSON.writeValue(folder.resolve("profiles.json").toFile(), profiles);
        JSON.writeValue(folder.resolve("policies.json").toFile(), policies);
        operate("Roll back");

        assertGranted(Map.of("audit", traffic.audit().send()));
        Tokens.assertRefused(traffic.delegate(), "invalid_request");
    }

    /** Requests that nobody sent in the first week. Each is refused, and its event says by which check. */
    private void attack() throws IOException {
        String alice = traffic.userToken("shop", "alice", "read");
        traffic.payment("alice", "read").audience("archive").assertRefused("invalid_target");
        traffic.payment("alice", "read").scope("read refund").assertRefused("invalid_scope");
        traffic.exchange("stock-keeper", traffic.userToken("backoffice", "carol", "read"))
                .audience("archive")
                .assertRefused("invalid_target");
        traffic.exchange("weekly-job", traffic.ownToken("weekly-job"))
                .audience("warehouse")
                .assertRefused("invalid_target");
        traffic.exchange("nightly-job", traffic.ownToken("nightly-job"))
                .audience("warehouse")
                .requestedTokenType("refresh_token")
                .assertRefused("invalid_request");
        traffic.exchange("orders", alice)
                .audience("payments")
                .actor(traffic.ownToken("nightly-job"))
                .assertRefused("invalid_request");
        assertThat(events("TOKEN_EXCHANGE_ERROR").subList(0, 6)).allSatisfy(event -> {
            assertThat(detail(event, "failed_check")).isNotEmpty();
            assertThat(detail(event, "considered_permits")).contains("suggested-");
        });
    }

    private void assertPermitsAreWhatWasUsed() throws IOException {
        JsonNode map = get("/token-exchange-policy/permits");
        assertThat(map.get("permits")).hasSizeGreaterThan(6).allSatisfy(permit -> assertThat(permit.get("problems"))
                .as(permit.toString())
                .isEmpty());
    }

    private static void assertGranted(Map<String, Response> responses) {
        responses.forEach((request, response) -> assertThat(response.statusCode())
                .as("%s: %s", request, response.asString())
                .isEqualTo(200));
    }

    private Instant nextDay() {
        return MovableClock.advance(server, Duration.ofDays(1));
    }

    private static Set<String> refusedBy(List<JsonNode> events) {
        return events.stream()
                .map(event -> detail(event, "would_refuse"))
                .filter(reason -> !reason.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String detail(JsonNode event, String name) {
        return event.at("/details").path(name).asText();
    }

    /** Returns the events of a type, newest first. */
    private List<JsonNode> events(String type) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        get("/events?max=1000&type=" + type).forEach(events::add);
        return events;
    }

    private JsonNode get(String path) throws IOException {
        return JSON.readTree(given().auth()
                .oauth2(new Admin(server).token())
                .get(server.localUrl() + "/admin/realms/my-realm" + path)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private JsonNode post(String path, String body) throws IOException {
        return JSON.readTree(given().auth()
                .oauth2(new Admin(server).token())
                .contentType("application/json")
                .body(body)
                .post(server.localUrl() + "/admin/realms/my-realm" + path)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    /** Signs in as an operator who comes back after some days, and runs the commands of some sections. */
    private String operate(String... sections) {
        signIn();
        StringBuilder output = new StringBuilder();
        for (String section : sections) {
            output.append(run(DocumentedCommands.script(RolloutIT.class, DOCUMENT, section)));
        }
        return output.toString();
    }

    private void signIn() {
        run("kcadm.sh config credentials --server " + server.localUrl() + " --realm master --user admin");
    }

    private String run(String script) {
        return Shell.in(folder)
                .set("PATH", Project.server().resolve("bin") + ":" + System.getenv("PATH"))
                .set("KC_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.home=" + folder)
                .set("KC_CLI_PASSWORD", Server.ADMIN)
                .run(script);
    }
}
