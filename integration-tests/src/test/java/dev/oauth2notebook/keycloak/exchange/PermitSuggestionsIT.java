package dev.oauth2notebook.keycloak.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Suggested permits in the admin REST API. */
@ExtendWith(NotebookServer.class)
class PermitSuggestionsIT {

    private static TestRealm realm;
    private static PolicyAdmin admin;

    @BeforeAll
    static void realm() {
        realm = TestRealm.create(TestRealm.PERMITS, "enforced");
        admin = new PolicyAdmin(realm, "view-events");
    }

    @Test
    void suggestionsAreOnlyForAdministratorsWhoMayViewEvents() {
        PolicyAdmin.anonymous(realm).get("/suggestions").then().statusCode(401);
        new PolicyAdmin(realm, "view-realm", "view-clients", "view-users")
                .of(realm)
                .get("/suggestions")
                .then()
                .statusCode(403);
        new PolicyAdmin(TestRealm.shared(), "realm-admin")
                .of(realm)
                .get("/suggestions")
                .then()
                .statusCode(403);
        admin.of(realm).get("/suggestions").then().statusCode(200);
        admin.of(realm).post("/suggestions").then().statusCode(oneOf(404, 405));
    }

    @ParameterizedTest
    @CsvSource({"dateFrom,soon", "dateTo,2026-99-99", "max,0", "max,-1", "max,5001", "max,x", "max,99999999999"})
    void invalidParameterIsRefused(String parameter, String value) {
        admin.of(realm)
                .queryParam(parameter, value)
                .get("/suggestions")
                .then()
                .statusCode(400)
                .body("field", equalTo(parameter));
    }

    @Test
    void exchangesOutsideThePeriodOrTheLimitAreIgnored() throws IOException {
        TestRealm own = TestRealm.create(TestRealm.PERMITS, "enforced");
        PolicyAdmin ownAdmin = new PolicyAdmin(own, "view-events");
        String subject = own.userToken("read");
        own.exchange(subject).scope("read").token();
        own.exchange(subject).audience("target2").scope("read").token();
        assertThat(suggestions(ownAdmin, own, "?dateTo=1000")
                        .at("/recording/count")
                        .asInt())
                .isZero();
        JsonNode newest = suggestions(ownAdmin, own, "?dateFrom=1000&max=1");
        assertThat(newest.at("/recording/count").asInt()).isEqualTo(1);
        assertThat(newest.at("/recording/complete").asBoolean()).isFalse();
    }

    /** A realm without the policy, from its first exchanges to permits that cover them and nothing else. */
    @Test
    void suggestedPermitsCoverWhatWasExchangedBefore() throws IOException {
        TestRealm own = TestRealm.create(Map.of(), "off");
        String subject = own.userToken("read");
        own.exchange("svc", subject).audience("mid").scope("read").token();
        JsonNode suggestions = suggestions(new PolicyAdmin(own, "view-events"), own, "");
        assertThat(suggestions.at("/recording/saved").asBoolean()).isTrue();
        assertThat(suggestions.at("/skipped")).isEmpty();
        JsonNode configuration = suggestions.at("/clientProfiles/profiles/0/executors/0/configuration");
        assertThat(configuration.at("/requesters").toString()).isEqualTo("[\"svc\"]");
        assertThat(configuration.at("/subject-clients").toString()).isEqualTo("[\"app\"]");
        assertThat(configuration.at("/audiences").toString()).isEqualTo("[\"mid\"]");
        assertThat(configuration.at("/scopes").toString()).contains("\"read\"");
        save(own, suggestions);
        own.setPolicy("enforced");
        own.exchange("svc", subject).audience("mid").scope("read").token();
        own.exchange("svc", subject).audience("converter").scope("read").assertRefused("invalid_target");
        own.exchange("other", own.ownToken("other")).audience("mid").assertRefused("unauthorized_client");
    }

    /** Likewise for client credentials, which name a target that Keycloak ignores. */
    @Test
    void suggestedPermitsCoverClientCredentials() throws IOException {
        TestRealm own = TestRealm.create(Map.of(), "report");
        own.saveEvents("CLIENT_LOGIN", "TOKEN_EXCHANGE");
        Map<String, String> request =
                Map.of("grant_type", "client_credentials", "audience", "target1", "scope", "read");
        own.token("svc", request).then().statusCode(200);
        own.ownToken("wide");
        JsonNode suggestions = suggestions(new PolicyAdmin(own, "view-events"), own, "");
        assertThat(suggestions.at("/clientCredentialsRecording/count").asInt()).isEqualTo(1);
        assertThat(suggestions.at("/clientProfiles/profiles")).hasSize(1);
        JsonNode executor = suggestions.at("/clientProfiles/profiles/0/executors/0");
        assertThat(executor.at("/executor").asText()).isEqualTo("client-credentials-permit");
        assertThat(executor.at("/configuration").toString())
                .isEqualTo("{\"requesters\":[\"svc\"],\"audiences\":[\"target1\"],\"scopes\":[\"extra\",\"read\"],"
                        + "\"max-lifetime\":900}");
        save(own, suggestions);
        own.setPolicy("enforced");
        own.token("svc", request).then().statusCode(200);
        Tokens.assertRefused(
                own.token("svc", Map.of("grant_type", "client_credentials", "audience", "target2")), "invalid_target");
        Tokens.assertRefused(
                own.token("svc", Map.of("grant_type", "client_credentials", "audience", "target1", "scope", "write")),
                "invalid_scope");
    }

    private static void save(TestRealm realm, JsonNode suggestions) {
        Admin api = new Admin(NotebookServer.get());
        for (String kind : new String[] {"profiles", "policies"}) {
            JsonNode saved = suggestions.at("/client" + (kind.equals("profiles") ? "Profiles" : "Policies"));
            api.request()
                    .body(saved.toString())
                    .put("/" + realm.name() + "/client-policies/" + kind)
                    .then()
                    .statusCode(204);
        }
    }

    @Test
    void realmThatSavesNoEventsSaysSo() throws IOException {
        TestRealm own = TestRealm.create(Map.of(), "off");
        own.saveEvents("LOGIN");
        JsonNode suggestions = suggestions(new PolicyAdmin(own, "view-events"), own, "");
        assertThat(suggestions.at("/recording/saved").asBoolean()).isFalse();
        assertThat(suggestions.at("/clientProfiles/profiles")).isEmpty();
        assertThat(suggestions.at("/notes/0").asText()).contains("does not save");
    }

    private static JsonNode suggestions(PolicyAdmin admin, TestRealm realm, String query) throws IOException {
        return new ObjectMapper()
                .readTree(admin.of(realm)
                        .get("/suggestions" + query)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }
}
