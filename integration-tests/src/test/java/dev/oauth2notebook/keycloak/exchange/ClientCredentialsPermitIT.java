package dev.oauth2notebook.keycloak.exchange;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client credentials for an audience, by the executor {@code client-credentials-permit}. */
@ExtendWith(NotebookServer.class)
class ClientCredentialsPermitIT {

    private static final String PERMIT = "client-credentials-permit";
    private static final String TARGET = "https://target1.example/api";

    private static TestRealm realm;

    @BeforeAll
    static void createRealm() {
        realm = TestRealm.create(TestRealm.PERMITS, "enforced");
        realm.update("target1", Map.of("attributes", Map.of("resource_url", TARGET)));
        realm.update("target3", Map.of("enabled", false));
        realm.addExecutor(
                PERMIT,
                Map.of(
                        "requesters", List.of("svc"),
                        "audiences", List.of("target1", "target2", "target3"),
                        "max-lifetime", 60));
    }

    @ParameterizedTest
    @CsvSource({"svc, mid", "svc, nobody", "svc, target3", "svc, Target1", "svc, ''", "mid, target1"})
    void audienceThatNoPermitCoversIsRefused(String client, String audience) {
        Tokens.assertRefused(request(client, "audience", audience), "invalid_target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://unknown.example", TARGET + "/", "urn:client:target3", "target1", ""})
    void resourceThatNoPermitCoversIsRefused(String resource) {
        Tokens.assertRefused(request("svc", "resource", resource), "invalid_target");
    }

    @Test
    void oneUnpermittedTargetAmongSeveralIsRefused() {
        Tokens.assertRefused(request("svc", "audience", "target1", "mid"), "invalid_target");
        Tokens.assertRefused(request("svc", "resource", TARGET, "https://unknown.example"), "invalid_target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audience", "resource"})
    void overlongTargetsAreNotDropped(String parameter) {
        String[] targets = IntStream.range(0, 60)
                .mapToObj(i -> "https://" + "a".repeat(100))
                .toArray(String[]::new);
        Tokens.assertRefused(request("svc", parameter, targets), "invalid_request");
    }

    @Test
    void refusalIsInTheEvents() {
        realm.saveEvents("CLIENT_LOGIN_ERROR");

        request("svc", "audience", "mid");

        assertThat(realm.event("CLIENT_LOGIN_ERROR", "svc"))
                .containsEntry("error", "invalid_target")
                .extracting("details")
                .asString()
                .contains("no client-credentials permit covers");
    }

    @Test
    void tokenIsForExactlyTheRequestedAudience() {
        JWTClaimsSet claims = Tokens.claims(accessToken(request("svc", "audience", "target1")));

        assertThat(claims.getAudience()).containsExactly("target1");
        assertThat(claims.getClaim("azp")).isEqualTo("svc");
        assertThat(Tokens.lifetime(claims)).isLessThanOrEqualTo(60);
        realm.introspect("target1", accessToken(request("svc", "audience", "target1")))
                .then()
                .body(hasJsonPath("$.active", equalTo(true)));
        assertThat(Tokens.claims(accessToken(request("svc", "audience", "target1", "target2")))
                        .getAudience())
                .containsExactly("target1", "target2");
    }

    @Test
    void resourceIsAnAudience() {
        assertThat(Tokens.claims(accessToken(request("svc", "resource", TARGET)))
                        .getAudience())
                .containsExactly(TARGET, "target1");
    }

    @Test
    void grantIsInTheEvents() {
        realm.saveEvents("CLIENT_LOGIN");

        request("svc", "audience", "target2").then().statusCode(200);

        assertThat(realm.event("CLIENT_LOGIN", "svc").get("details").toString())
                .contains("permit=" + PERMIT, "audience=target2");
    }

    @Test
    void withoutAudienceNothingChanges() {
        JWTClaimsSet claims = Tokens.claims(realm.ownToken("svc"));

        assertThat(claims.getAudience()).contains("mid", "svc");
        assertThat(Tokens.lifetime(claims)).isEqualTo(900);
    }

    @Test
    void audienceIsIgnoredIfThePolicyIsOff() {
        TestRealm off = TestRealm.create(TestRealm.PERMITS, "off");

        JWTClaimsSet claims = Tokens.claims(
                accessToken(off.token("svc", Map.of("grant_type", "client_credentials", "audience", "target1"))));

        assertThat(claims.getAudience()).contains("mid", "svc").doesNotContain("target1");
    }

    @ParameterizedTest
    @CsvSource({"audience, target1", "max-lifetime, 0", "max-lifetime, soon", "audiences, ''"})
    void invalidPermitCannotBeSaved(String key, String value) {
        Map<String, Object> configuration = new LinkedHashMap<>(Map.of("audiences", List.of("target1")));
        configuration.put(key, value);

        assertThat(realm.saveProfile("wrong", PERMIT, configuration)
                        .then()
                        .statusCode(400)
                        .extract()
                        .asString())
                .contains(key);
    }

    private static Response request(String client, String parameter, String... values) {
        return given().formParam("client_id", client)
                .formParam("client_secret", TestRealm.SECRET)
                .formParam("grant_type", "client_credentials")
                .formParam(parameter, List.of(values))
                .post(realm.url("/oauth2/token"));
    }
}
