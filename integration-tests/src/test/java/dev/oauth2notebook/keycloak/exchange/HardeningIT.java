package dev.oauth2notebook.keycloak.exchange;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Jose;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exchange of unusual tokens: DPoP-bound, lightweight or without {@code sub}; forged claims of clients. */
@ExtendWith(NotebookServer.class)
class HardeningIT {

    private static TestRealm realm;

    @BeforeAll
    static void realm() {
        realm = TestRealm.shared();
    }

    @Test
    void dpopBoundSubjectTokenOfAnotherClientIsRefused() {
        Jose key = new Jose();
        String subject = dpopBoundToken(
                key, "app", Map.of("grant_type", "password", "username", "user", "password", TestRealm.SECRET));
        realm.exchange(subject).assertRefused("invalid_request");
        realm.exchange(subject).header("DPoP", proof(key)).assertRefused("invalid_request");
    }

    @Test
    void dpopBoundSubjectTokenRequiresAProofWithItsKey() {
        Jose key = new Jose();
        String subject = dpopBoundToken(key, "svc", Map.of("grant_type", "client_credentials", "scope", "read"));
        realm.exchange(subject).assertRefused("invalid_request");
        realm.exchange(subject).header("DPoP", proof(new Jose())).assertRefused("invalid_request");
        Response response = realm.exchange(subject).header("DPoP", proof(key)).send();
        response.then().statusCode(200).body(hasJsonPath("$.token_type", equalTo("DPoP")));
        assertThat(Tokens.claims(accessToken(response)).getClaim("cnf"))
                .isEqualTo(Tokens.claims(subject).getClaim("cnf"));
    }

    @Test
    void dpopBoundActorTokenRequiresAProofWithItsKey() {
        Jose key = new Jose();
        String actor = dpopBoundToken(key, "svc", Map.of("grant_type", "client_credentials", "scope", "read"));
        realm.exchange(realm.userToken("read")).actor(actor).assertRefused("invalid_request");
        realm.exchange(realm.userToken("read"))
                .actor(actor)
                .header("DPoP", proof(new Jose()))
                .assertRefused("invalid_request");
        JWTClaimsSet claims = realm.exchange(realm.userToken("read"))
                .actor(actor)
                .header("DPoP", proof(key))
                .claims();
        assertThat(Tokens.actors(claims)).containsExactly("svc");
    }

    @Test
    void revokedServiceAccountTokenIsRefused() {
        String subject = realm.ownToken("svc");
        realm.exchange(subject).token();
        realm.revoke("svc", subject);
        realm.exchange(subject).assertRefused("invalid_request");
    }

    @ParameterizedTest
    @CsvSource({"app-bare, bare", "app, bare", "app-bare, light", "app-light, light", "app-light, bare"})
    void tokensWithFewClaimsCanBeExchanged(String app, String requester) {
        String subject = accessToken(realm.signIn(app, "read"));
        String token = realm.exchange(requester, subject)
                .audience("target1")
                .actor(realm.ownToken(requester))
                .token();
        JWTClaimsSet claims = Tokens.claims(token);
        assertThat(claims.getAudience()).containsExactly("target1");
        assertThat(Tokens.scopes(claims)).containsExactly("read");
        assertThat(Tokens.actors(claims)).containsExactly(requester);
        realm.introspect("target1", token)
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.aud", equalTo("target1")))
                .body(hasJsonPath("$.act.client_id", equalTo(requester)))
                .body(hasNoJsonPath("$.extra"));
    }

    @Test
    void actorEqualToTheSubjectIsRefusedEvenWithoutSub() {
        realm.exchange("bare", realm.ownToken("bare"))
                .audience("target1")
                .actor(realm.ownToken("bare"))
                .assertRefused("invalid_request");
    }

    @Test
    void introspectionOfALightweightTokenHasItsSubject() {
        String subject = accessToken(realm.signIn("app", "read"));
        String token = realm.exchange("light", subject).audience("target1").token();
        realm.introspect("target1", token)
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.sub", equalTo(Tokens.claims(subject).getSubject())));
    }

    @Test
    void introspectionAsAJwtNamesTheActor() {
        realm.update(
                "target2",
                Map.of("attributes", Map.of("client.introspection.response.allow.jwt.claim.enabled", "true")));
        String token = realm.exchange(realm.userToken("read"))
                .audience("target2")
                .actor(realm.ownToken("svc"))
                .token();
        String jwt = given().header("Accept", "application/jwt")
                .formParams(Map.of("client_id", "target2", "client_secret", TestRealm.SECRET, "token", token))
                .post(realm.url("/oauth2/introspect"))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.active", equalTo(true)))
                .extract()
                .path("jwt");
        assertThat(Tokens.actors(Tokens.claims(jwt))).containsExactly("svc");
        assertThat(Tokens.claims(jwt).getAudience()).containsExactly("target2");
    }

    @Test
    void userInfoOfAnExchangedTokenIsThatOfItsSubject() {
        String subject = realm.userToken("openid read");
        String token = realm.exchange(subject).token();
        given().header("Authorization", "Bearer " + token)
                .get(realm.url("/oauth2/userinfo"))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.sub", equalTo(Tokens.claims(subject).getSubject())));
    }

    @Test
    void clientCannotAddScopesThroughItsName() {
        realm.update("wide", Map.of("name", "extra"));
        JWTClaimsSet claims = realm.exchange("wide", realm.userToken("read")).claims();
        assertThat(Tokens.scopes(claims)).containsExactly("read");
        assertThat(claims.getClaim("extra")).isNull();
    }

    private static String dpopBoundToken(Jose key, String client, Map<String, String> form) {
        Response response = given().header("DPoP", proof(key))
                .formParam("client_id", client)
                .formParam("client_secret", TestRealm.SECRET)
                .formParams(form)
                .post(realm.url("/oauth2/token"));
        assertThat(Tokens.claims(accessToken(response)).getClaim("cnf")).isNotNull();
        return accessToken(response);
    }

    private static String proof(Jose key) {
        return key.dpopProof("POST", realm.url("/oauth2/token"), null);
    }

    @Test
    void mapperCannotForgeTheAuthorizedPartyOfAToken() {
        String forger = realm.newClient(Map.of(
                "directAccessGrantsEnabled",
                true,
                "serviceAccountsEnabled",
                true,
                "protocolMappers",
                List.of(TestRealm.hardcoded("azp", "app"))));
        String token = accessToken(realm.signIn(forger, "read"));
        assertThat(Tokens.claims(token).getClaim("azp")).isEqualTo(forger);
        assertThat(Tokens.claims(realm.ownToken(forger)).getClaim("azp")).isEqualTo(forger);
    }

    @Test
    void mapperCannotForgeTheAuthorizedPartyOfAnExchangedToken() {
        TestRealm own = TestRealm.create(
                Map.of("any", Map.of("subject-clients", List.of("svc", "app"), "audiences", List.of("target1"))),
                "enforced");
        new Admin(NotebookServer.get())
                .create(
                        "/" + own.name() + "/clients/" + own.id("/clients?clientId=svc") + "/protocol-mappers/models",
                        TestRealm.hardcoded("azp", "app"));
        String token = own.exchange(own.userToken("read")).token();
        assertThat(Tokens.claims(token).getClaim("azp")).isEqualTo("svc");
        own.introspect("target1", token)
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.azp", equalTo("svc")))
                .body(hasJsonPath("$.client_id", equalTo("svc")));
    }
}
