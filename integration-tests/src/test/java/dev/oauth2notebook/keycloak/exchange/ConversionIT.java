package dev.oauth2notebook.keycloak.exchange;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Token type conversion (RFC 8693 §2.1, §2.2.1). */
@ExtendWith(NotebookServer.class)
class ConversionIT {

    private static TestRealm realm;

    @BeforeAll
    static void realm() {
        realm = TestRealm.shared();
    }

    @Test
    void refreshTokenWithAnActorIsRefused() {
        convert(realm.userToken("read"), "refresh_token")
                .actor(realm.ownToken("converter"))
                .assertRefused("invalid_request");
    }

    @Test
    void refreshTokenForAnOfflineSessionIsRefused() {
        convert(accessToken(realm.signIn("app", "offline_access read")), "refresh_token")
                .assertRefused("invalid_request");
    }

    @Test
    void offlineAccessIsRefused() {
        convert(accessToken(realm.signIn("app", "offline_access read")), "refresh_token")
                .scope("offline_access")
                .assertRefused("invalid_scope");
    }

    @Test
    void refreshTokenForAServiceAccountIsRefused() {
        convert(realm.ownToken("svc"), "refresh_token").assertRefused("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "jwt"})
    void accessTokenIsIssued(String type) {
        convert(realm.userToken("read"), type)
                .send()
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.issued_token_type", equalTo(Exchange.TYPE + type)))
                .body(hasJsonPath("$.token_type", equalTo("Bearer")))
                .body(hasNoJsonPath("$.refresh_token"));
    }

    @Test
    void idTokenIsIssuedForTheAudience() {
        String subject = realm.userToken("openid read");
        Response response = convert(subject, "id_token").send();
        response.then()
                .statusCode(200)
                .body(hasJsonPath("$.issued_token_type", equalTo(Exchange.TYPE + "id_token")))
                .body(hasJsonPath("$.token_type", equalTo("N_A")))
                .body(hasNoJsonPath("$.refresh_token"))
                .body(hasNoJsonPath("$.id_token"));
        JWTClaimsSet claims = Tokens.claims(accessToken(response));
        assertThat(claims.getClaim("typ")).isEqualTo("ID");
        assertThat(claims.getClaim("sid"))
                .as("the session ID, with which the audience could end the session")
                .isNull();
        assertThat(claims.getAudience()).containsExactly("target1");
        assertThat(claims.getSubject()).isEqualTo(Tokens.claims(subject).getSubject());
        assertThat(claims.getClaim("extra")).isNull();
        assertThat(Tokens.lifetime(claims)).isBetween(1L, 300L);
    }

    @Test
    void idTokenWithAnActorNamesTheActor() {
        JWTClaimsSet claims = convert(realm.userToken("openid read"), "id_token")
                .actor(realm.ownToken("converter"))
                .claims();
        assertThat(Tokens.actors(claims)).containsExactly("converter");
    }

    @Test
    void refreshTokenIsIssuedWithAnAccessToken() {
        Response response = convert(realm.userToken("read"), "refresh_token").send();
        response.then()
                .statusCode(200)
                .body(hasJsonPath("$.issued_token_type", equalTo(Exchange.TYPE + "refresh_token")))
                .body(hasJsonPath("$.token_type", equalTo("Bearer")))
                .body(hasJsonPath("$.refresh_token"))
                .body(hasJsonPath("$.access_token"));
        // The requester has offline_access by default.
        assertThat(Tokens.typ(response.path("refresh_token"))).isEqualTo("Refresh");
        assertThat(Tokens.expiry(response.path("refresh_token")))
                .isLessThanOrEqualTo(Tokens.expiry(accessToken(response)));
    }

    @Test
    void refreshedTokenKeepsTheLimitsOfTheExchange() {
        Response first = convert(realm.userToken("openid read"), "refresh_token")
                .scope("read")
                .send();
        long end = Tokens.expiry(accessToken(first));
        // Another exchange in the same session must not widen the first one.
        Response second = refresh(first);
        Response third = refresh(second);
        for (Response response : new Response[] {second, third}) {
            JWTClaimsSet claims = Tokens.claims(accessToken(response));
            assertThat(claims.getAudience()).containsExactly("target1");
            assertThat(Tokens.scopes(claims)).containsExactly("read");
            assertThat(response.<String>path("scope")).isEqualTo("read");
            assertThat(claims.getClaim("extra")).isNull();
            assertThat(Tokens.expiry(accessToken(response))).isLessThanOrEqualTo(end);
            assertThat(Tokens.expiry(response.path("refresh_token"))).isLessThanOrEqualTo(end);
        }
        realm.introspect("target1", accessToken(third))
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.aud", equalTo("target1")))
                .body(hasJsonPath("$.scope", equalTo("read")))
                .body(hasNoJsonPath("$.extra"));
        realm.introspect("svc", accessToken(third)).then().body(hasJsonPath("$.active", equalTo(false)));
    }

    @Test
    void anotherExchangeInTheSessionDoesNotWidenRefreshedTokens() {
        String subject = realm.userToken("openid read");
        Response first = convert(subject, "refresh_token").scope("read").send();
        convert(subject, "refresh_token")
                .audience("target2")
                .scope("openid read")
                .send();
        Response refreshed = refresh(first);
        refreshed.then().body(hasJsonPath("$.scope", equalTo("read"))).body(hasNoJsonPath("$.id_token"));
        assertThat(Tokens.claims(accessToken(refreshed)).getAudience()).containsExactly("target1");
        assertThat(Tokens.scopes(Tokens.claims(accessToken(refreshed)))).containsExactly("read");
    }

    @Test
    void refreshedIdTokenDoesNotOutliveTheExchangedToken() {
        Response first = convert(realm.userToken("openid read"), "refresh_token")
                .scope("openid read")
                .send();
        Response refreshed = refresh(first);
        assertThat(Tokens.expiry(refreshed.path("id_token"))).isLessThanOrEqualTo(Tokens.expiry(accessToken(first)));
    }

    @Test
    void refreshIsRefusedAfterTheUsersSessionEnds() {
        Response tokens = realm.signIn("app", "read");
        Response first = convert(accessToken(tokens), "refresh_token").send();
        realm.post("/protocol/openid-connect/logout", "app", Map.of("refresh_token", tokens.path("refresh_token")))
                .then()
                .statusCode(204);
        Tokens.assertRefused(tryToRefresh(first), "invalid_grant");
    }

    private static Exchange convert(String subject, String type) {
        return realm.exchange("converter", subject).audience("target1").requestedTokenType(type);
    }

    private static Response refresh(Response tokens) {
        Response response = tryToRefresh(tokens);
        response.then().statusCode(200);
        return response;
    }

    private static Response tryToRefresh(Response tokens) {
        return realm.token(
                "converter", Map.of("grant_type", "refresh_token", "refresh_token", tokens.path("refresh_token")));
    }

    @Test
    void openidScopeYieldsNoIdTokenUnlessThePermitListsIt() {
        Response response = realm.exchange(realm.userToken("openid read"))
                .scope("openid read")
                .send();
        response.then().statusCode(200).body(hasNoJsonPath("$.id_token"));
        assertThat(Tokens.scopes(Tokens.claims(accessToken(response)))).containsExactly("openid", "read");
    }

    @Test
    void openidScopeYieldsAnIdTokenIfThePermitListsIt() {
        convert(realm.userToken("openid read"), "access_token")
                .scope("openid")
                .send()
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.id_token"));
    }

    @Test
    void refreshYieldsNoIdTokenUnlessThePermitListsIt() {
        Map<String, Map<String, Object>> permits = new HashMap<>(TestRealm.PERMITS);
        permits.computeIfPresent("convert", (name, permit) -> {
            Map<String, Object> narrower = new HashMap<>(permit);
            narrower.put("requested-token-types", List.of("refresh_token"));
            return narrower;
        });
        TestRealm own = TestRealm.create(permits, "enforced");
        Response first = own.exchange("converter", own.userToken("openid read"))
                .audience("target1")
                .scope("openid read")
                .requestedTokenType("refresh_token")
                .send();
        first.then().statusCode(200).body(hasNoJsonPath("$.id_token"));
        own.token("converter", Map.of("grant_type", "refresh_token", "refresh_token", first.path("refresh_token")))
                .then()
                .statusCode(200)
                .body(hasNoJsonPath("$.id_token"));
    }
}
