package dev.oauth2notebook.keycloak.exchange;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An exchanged token lists the clients that it came from, and becomes invalid with any of its ancestors, at any depth.
 */
@ExtendWith(NotebookServer.class)
class AncestryIT {

    private final TestRealm realm = TestRealm.shared();
    private final String subject = realm.userToken("openid read");

    @Test
    void exchangedTokenListsTheClientsItCameFrom() {
        assertThat(ancestors(realm.exchange(subject).claims())).containsExactly("app");
        assertThat(ancestors(Tokens.claims(second(first())))).containsExactly("svc", "app");
        assertThat(ancestors(Tokens.claims(third(second(first()))))).containsExactly("mid", "svc", "app");
    }

    @Test
    void introspectionListsTheClientsItCameFrom() {
        realm.introspect("target1", third(second(first())))
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.exchanged_from", contains("mid", "svc", "app")));
    }

    @Test
    void tokenListsItsAncestorsEvenWithoutAPolicy() {
        TestRealm open = TestRealm.create(TestRealm.PERMITS, "off");
        JWTClaimsSet claims = open.exchange("svc", open.userToken("read")).claims();
        assertThat(ancestors(claims)).containsExactly("app");
    }

    @Test
    void refreshedTokenKeepsItsAncestors() {
        assertThat(ancestors(Tokens.claims(accessToken(refresh(refreshToken())))))
                .containsExactly("app");
    }

    @Test
    void mapperCannotForgeTheAncestors() {
        String forger = realm.newClient(Map.of(
                "directAccessGrantsEnabled",
                true,
                "protocolMappers",
                List.of(TestRealm.hardcoded("exchanged_from", "[\"app\"]"))));
        String token = accessToken(realm.signIn(forger, "read"));
        assertThat(Tokens.claims(token).getClaim("exchanged_from")).isNull();
    }

    @Test
    void revokingTheSubjectTokenInvalidatesAllItsDescendants() {
        String first = first();
        String second = second(first);
        String third = third(second);
        assertActive("target1", third);
        realm.revoke("app", subject);
        assertInactive("mid", first);
        assertInactive("last", second);
        assertInactive("target1", third);
        realm.exchange("mid", first).audience("last").assertRefused("invalid_request");
        realm.exchange("last", second).audience("target1").assertRefused("invalid_request");
    }

    @Test
    void revokingATokenInTheMiddleInvalidatesItsDescendantsButNotItsAncestors() {
        String first = first();
        String second = second(first);
        String third = third(second);
        realm.revoke("mid", second);
        assertInactive("target1", third);
        assertInactive("last", second);
        assertActive("mid", first);
        assertActive("svc", subject);
    }

    @Test
    void siblingOfARevokedTokenStaysActive() {
        String other = first();
        realm.revoke("svc", first());
        assertActive("mid", other);
    }

    @Test
    void revokingTheSubjectTokenInvalidatesARefreshedToken() {
        String refreshed = accessToken(refresh(refreshToken()));
        assertActive("target1", refreshed);
        realm.revoke("app", subject);
        assertInactive("target1", refreshed);
    }

    @Test
    void revokingTheSubjectTokenEndsAccessToUserInfo() {
        String exchanged = realm.exchange(subject).scope("openid").token();
        userInfo(exchanged).then().statusCode(200);
        realm.revoke("app", subject);
        userInfo(exchanged).then().statusCode(401);
    }

    private Response userInfo(String token) {
        return RestAssured.given().auth().oauth2(token).get(realm.url("/protocol/openid-connect/userinfo"));
    }

    private String first() {
        return realm.exchange(subject)
                .audience("mid")
                .actor(realm.ownToken("svc"))
                .token();
    }

    private String second(String first) {
        return realm.exchange("mid", first).audience("last").token();
    }

    private String third(String second) {
        return realm.exchange("last", second).audience("target1").token();
    }

    private String refreshToken() {
        return realm.exchange("converter", subject)
                .audience("target1")
                .requestedTokenType("refresh_token")
                .send()
                .path("refresh_token");
    }

    private Response refresh(String token) {
        return realm.token("converter", Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    private void assertActive(String client, String token) {
        realm.introspect(client, token).then().body(hasJsonPath("$.active", equalTo(true)));
    }

    private void assertInactive(String client, String token) {
        assertThat(realm.introspect(client, token).jsonPath().getMap("$")).isEqualTo(Map.of("active", false));
    }

    private static List<Object> ancestors(JWTClaimsSet claims) {
        return List.copyOf((List<?>) claims.getClaim("exchanged_from"));
    }
}
