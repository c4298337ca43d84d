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
        realm.addExecutor(
                "limited",
                PERMIT,
                Map.of("requesters", List.of("wide"), "audiences", List.of("target1"), "scopes", List.of("read")));
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
                .contains(
                        "reason=permit client-credentials-permit: does not permit a requested audience",
                        "closest_permit=client-credentials-permit",
                        "failed_check=audience");
        request("mid", "audience", "target1");
        assertThat(realm.event("CLIENT_LOGIN_ERROR", "mid").get("details").toString())
                .contains("no client-credentials permit applies to this requester", "failed_check=no_permit");
    }

    @Test
    void malformedResourceIsNamedInTheResponse() {
        assertThat(Tokens.assertRefused(request("svc", "resource", TARGET + "#part"), "invalid_target"))
                .contains("absolute URI without a fragment");
    }

    @Test
    void scopeThatThePermitDoesNotListIsRefused() {
        Tokens.assertRefused(request("wide", "write"), "invalid_scope");
        Tokens.assertRefused(request("wide", "read write"), "invalid_scope");
    }

    /** Its tokens have the audience anyway, but a permit limits those that are requested for it. */
    @Test
    void scopeThatThePermitDoesNotListIsRefusedForAResourceToo() {
        realm.newAudience("wide", "target1");
        assertThat(Tokens.claims(accessToken(
                                realm.token("wide", Map.of("grant_type", "client_credentials", "scope", "write"))))
                        .getAudience())
                .contains("target1");
        Map<String, String> request = Map.of("grant_type", "client_credentials", "resource", TARGET, "scope", "write");
        Tokens.assertRefused(realm.token("wide", request), "invalid_scope");
    }

    /** The default scope extra, and its claim, are left out; those that only add claims, as sub, stay. */
    @Test
    void tokenHasOnlyTheScopesThatThePermitLists() {
        Response response = request("wide", "read");
        JWTClaimsSet claims = Tokens.claims(accessToken(response));
        assertThat(Tokens.scopes(claims)).containsExactly("read");
        assertThat(claims.getClaims()).containsKey("sub").doesNotContainKey("extra");
        assertThat(response.<String>path("scope")).isEqualTo("read");
        assertThat(Tokens.claims(accessToken(request("wide", "audience", "target1")))
                        .getClaim("scope"))
                .isEqualTo("");
        assertThat(Tokens.scopes(Tokens.claims(accessToken(request("svc", "audience", "target1")))))
                .contains("extra");
    }

    @Test
    void tokenIsForExactlyTheRequestedAudience() {
        JWTClaimsSet claims = Tokens.claims(accessToken(request("svc", "audience", "target1")));

        assertThat(claims.getAudience()).containsExactly("target1");
        assertThat(claims.getClaim("azp")).isEqualTo("svc");
        assertThat(Tokens.lifetime(claims)).isLessThanOrEqualTo(60);
        String idToken = realm.token(
                        "svc", Map.of("grant_type", "client_credentials", "audience", "target1", "scope", "openid"))
                .path("id_token");
        assertThat(Tokens.lifetime(Tokens.claims(idToken))).isLessThanOrEqualTo(60);
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
                .contains("permit=" + PERMIT, "audience=target2", "scope=extra", "lifetime=60");
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
        assertThat(given().formParam("client_id", "svc")
                        .formParam("client_secret", TestRealm.SECRET)
                        .formParam("grant_type", "client_credentials")
                        .formParam("audience", "target1", "target2")
                        .post(off.url("/oauth2/token"))
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("error_description"))
                .isEqualTo("duplicated parameter");
    }

    @ParameterizedTest
    @CsvSource({
        "audience, target1",
        "max-lifetime, 0",
        "max-lifetime, soon",
        "audiences, ''",
        "audiences, nobody",
        "requesters, nobody",
        "scopes, raed",
        "path-scopes, files"
    })
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

    private static Response request(String client, String scope) {
        return realm.token(client, Map.of("grant_type", "client_credentials", "audience", "target1", "scope", scope));
    }

    private static Response request(String client, String parameter, String... values) {
        return given().formParam("client_id", client)
                .formParam("client_secret", TestRealm.SECRET)
                .formParam("grant_type", "client_credentials")
                .formParam(parameter, List.of(values))
                .post(realm.url("/oauth2/token"));
    }
}
