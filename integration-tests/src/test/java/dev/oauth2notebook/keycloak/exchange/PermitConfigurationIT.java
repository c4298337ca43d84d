package dev.oauth2notebook.keycloak.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Saving and importing permits: an invalid permit is refused or grants nothing. */
@ExtendWith(NotebookServer.class)
class PermitConfigurationIT {

    private static final Map<String, Object> PERMIT =
            Map.of("subject-clients", List.of("app"), "audiences", List.of("target1"));

    private static TestRealm realm;

    @BeforeAll
    static void realm() {
        realm = TestRealm.create(Map.of(), "enforced");
    }

    static Stream<Arguments> invalidValues() {
        return Stream.of(
                Arguments.of("requesters", List.of("nobody"), "nobody"),
                Arguments.of("subject-clients", List.of("app", "nobody"), "nobody"),
                Arguments.of("audiences", List.of("nobody"), "nobody"),
                Arguments.of("actor-clients", List.of("nobody"), "nobody"),
                Arguments.of("chain-clients", List.of("nobody"), "nobody"),
                Arguments.of("scopes", List.of("openid", "raed"), "raed"),
                Arguments.of("audiences", List.of("https://target1.example"), "use the client id of its client"),
                Arguments.of("subject-clients", List.of(), "required"),
                Arguments.of("audiences", List.of(" "), "required"),
                Arguments.of("audiences", List.of(1), "1"),
                Arguments.of("requested-token-types", List.of("saml2"), "saml2"),
                Arguments.of("path-scopes", List.of("files:"), "files:"),
                Arguments.of("actor", "sometimes", "sometimes"),
                Arguments.of("actor", List.of("optional"), "optional"),
                Arguments.of("acting", "hiding", "hiding"),
                Arguments.of("require-audience", "maybe", "maybe"),
                Arguments.of("require-may-act", "1", "1"),
                Arguments.of("max-depth", 0, "0"),
                Arguments.of("max-depth", "two", "two"),
                Arguments.of("max-lifetime", -5, "-5"),
                Arguments.of("max-lifetime", 1.5, "1.5"),
                Arguments.of("max-lifetime", "99999999999", "99999999999"),
                Arguments.of("max-lifetimes", 60, "max-lifetimes"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("invalidValues")
    void invalidValueIsRefusedWhenSaved(String key, Object value, String expected) {
        List<Object> before = realm.get("/client-policies/profiles").getList("profiles");
        Response response = realm.savePermits(Map.of("wrong", with(key, value)));
        response.then().statusCode(400);
        assertThat(response.<String>path("errorMessage")).contains(key, expected);
        assertThat(realm.get("/client-policies/profiles").getList("profiles")).isEqualTo(before);
    }

    @Test
    void scopeThatCannotBeGrantedBecauseOfItsPathIsRefused() {
        Map<String, Object> permit = with("path-scopes", List.of("files"));
        permit.put("scopes", List.of("files:/a", "files:/b/"));
        assertThat(realm.savePermits(Map.of("wrong", permit)).<String>path("errorMessage"))
                .contains("'files:/b/' has no path in normal form")
                .doesNotContain("'files:/a' has");
    }

    @Test
    void everyProblemIsReported() {
        Map<String, Object> permit = with("actor", "sometimes");
        permit.put("max-depth", 0);
        permit.remove("audiences");
        assertThat(realm.savePermits(Map.of("wrong", permit)).<String>path("errorMessage"))
                .contains("actor", "sometimes", "max-depth", "audiences");
    }

    @Test
    void valuesSentByTheConsoleAreAccepted() {
        TestRealm own = TestRealm.create(Map.of("call", PERMIT), "enforced");
        Map<String, Object> permit = new HashMap<>(PERMIT);
        permit.putAll(Map.of(
                "requesters", List.of("svc"),
                "scopes", Collections.singletonList(null),
                "require-audience", "false",
                "requested-token-types", List.of("access_token"),
                "actor", "optional",
                "acting", "",
                "max-depth", "2",
                "max-lifetime", "60"));
        own.savePermits(Map.of("call", permit)).then().statusCode(204);
        assertThat(own.exchange("svc", own.userToken("read")).claims().getAudience())
                .containsExactly("target1");
    }

    @Test
    void realmCanBeCreatedTogetherWithClientsAndPermits() {
        TestRealm own = TestRealm.create(Map.of("call", PERMIT), "enforced");
        own.exchange(own.userToken("read")).token();
    }

    /** A few values, because each takes seconds: the same code checks them as when permits are saved. */
    @ParameterizedTest
    @CsvSource({"audiences, nobody", "actor, sometimes", "max-lifetimes, max-lifetimes"})
    void invalidValueIsRefusedWhenARealmIsCreated(String key, String value) {
        Response response = TestRealm.create(Map.of("wrong", with(key, value)));
        response.then().statusCode(400);
        assertThat(response.<String>path("errorMessage")).contains(key, value);
    }

    @Test
    void permitWithADeletedClientGrantsNothing() {
        TestRealm own = TestRealm.create(Map.of("call", with("requesters", List.of("svc", "mid"))), "enforced");
        own.exchange(own.userToken("read")).token();
        own.deleteClient("mid");
        own.exchange(own.userToken("read")).assertRefused("unauthorized_client");
    }

    @Test
    void permitWithADeletedClientDoesNotPreventOthersFromBeingSaved() {
        Map<String, Object> stale = with("audiences", List.of("target1", "target3"));
        TestRealm own = TestRealm.create(Map.of("call", PERMIT, "stale", stale), "enforced");
        own.deleteClient("target3");
        Map<String, Object> shorter = with("max-lifetime", 30);
        own.savePermits(Map.of("call", shorter, "stale", stale)).then().statusCode(204);
        assertThat(Tokens.lifetime(own.exchange(own.userToken("read")).claims()))
                .isBetween(1L, 30L);
        stale.put("max-lifetime", 20);
        own.savePermits(Map.of("call", shorter, "stale", stale)).then().statusCode(204);
        assertThat(own.savePermits(Map.of("call", with("audiences", List.of("target4")), "stale", stale))
                        .<String>path("errorMessage"))
                .contains("audiences", "target4")
                .doesNotContain("target3");
    }

    /** A path needs a client scope above or below it. */
    @Test
    void scopeThatDoesNotExistIsRefusedAlsoIfItHasAPath() {
        TestRealm own = TestRealm.create(Map.of(), "enforced");
        own.newOptionalScope("files:/a", "a", "svc");
        Map<String, Object> permit = with("path-scopes", List.of("files"));
        permit.put("scopes", List.of("read", "files:/a/b", "files:/"));
        own.savePermits(Map.of("call", permit)).then().statusCode(204);
        permit.put("scopes", List.of("files:/c"));
        assertThat(own.savePermits(Map.of("call", permit)).<String>path("errorMessage"))
                .contains("there is no client scope 'files:/c'");
        permit.remove("path-scopes");
        permit.put("scopes", List.of("files:/a/b"));
        assertThat(own.savePermits(Map.of("call", permit)).<String>path("errorMessage"))
                .contains("there is no client scope 'files:/a/b'");
    }

    @Test
    void changedPermitTakesEffectImmediately() {
        TestRealm own = TestRealm.create(Map.of("call", PERMIT), "enforced");
        own.exchange(own.userToken("read")).token();
        own.savePermits(Map.of("call", with("max-lifetime", 30))).then().statusCode(204);
        assertThat(Tokens.lifetime(own.exchange(own.userToken("read")).claims()))
                .isBetween(1L, 30L);
        own.savePermits(Map.of("call", with("audiences", List.of("target2"))))
                .then()
                .statusCode(204);
        own.exchange(own.userToken("read")).assertRefused("invalid_target");
    }

    @Test
    void conditionsSelectTheRequester() {
        TestRealm own = TestRealm.create(Map.of("call", PERMIT), "enforced");
        own.exchange("mid", own.userToken("read")).audience("target1").token();
        own.savePolicy(
                "call",
                "client-attributes",
                Map.of(
                        "attributes",
                        "[{\"key\":\"standard.token.exchange.enableRefreshRequestedTokenType\","
                                + "\"value\":\"SAME_SESSION\"}]"));
        own.exchange("mid", own.userToken("read")).audience("target1").assertRefused("unauthorized_client");
        own.exchange("converter", own.userToken("read")).audience("target1").token();
    }

    @Test
    void disabledPolicyGrantsNothing() {
        TestRealm own = TestRealm.create(Map.of("call", PERMIT), "enforced");
        List<Map<String, Object>> policies = new ArrayList<>();
        for (Map<String, Object> policy :
                own.get("/client-policies/policies").<Map<String, Object>>getList("policies")) {
            Map<String, Object> disabled = new HashMap<>(policy);
            disabled.put("enabled", false);
            policies.add(disabled);
        }
        new Admin(NotebookServer.get())
                .request()
                .body(Map.of("policies", policies))
                .put("/" + own.name() + "/client-policies/policies")
                .then()
                .statusCode(204);
        own.exchange(own.userToken("read")).assertRefused("unauthorized_client");
    }

    private static Map<String, Object> with(String key, Object value) {
        Map<String, Object> permit = new HashMap<>(PERMIT);
        permit.put(key, value);
        return permit;
    }
}
