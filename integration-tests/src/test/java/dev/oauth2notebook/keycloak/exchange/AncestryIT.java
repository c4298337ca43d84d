package dev.oauth2notebook.keycloak.exchange;

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

/** An exchanged token says where it came from, and ends with the token that it came from, at any depth. */
@ExtendWith(NotebookServer.class)
class AncestryIT {

    private final TestRealm realm = TestRealm.shared();
    private final String subject = realm.userToken("openid read");

    @Test
    void exchangedTokenNamesTheClientsItCameFrom() {
        assertThat(cameFrom(realm.exchange(subject).claims())).containsExactly("app");
        assertThat(cameFrom(Tokens.claims(second(first())))).containsExactly("svc", "app");
        assertThat(cameFrom(Tokens.claims(third(second(first()))))).containsExactly("mid", "svc", "app");
    }

    @Test
    void introspectionNamesTheClientsItCameFrom() {
        realm.introspect("target1", third(second(first())))
                .then()
                .body("active", equalTo(true))
                .body("exchanged_from", contains("mid", "svc", "app"));
    }

    @Test
    void tokenIsMarkedWithoutAPolicyToo() {
        TestRealm open = TestRealm.create(TestRealm.PERMITS, "off");
        JWTClaimsSet claims = open.exchange("svc", open.userToken("read")).claims();
        assertThat(cameFrom(claims)).containsExactly("app");
    }

    @Test
    void refreshedTokenKeepsItsAncestors() {
        assertThat(cameFrom(Tokens.claims(accessToken(refresh(refreshToken())))))
                .containsExactly("app");
    }

    @Test
    void mapperCannotForgeTheMark() {
        String forger = realm.newClient(Map.of(
                "directAccessGrantsEnabled",
                true,
                "protocolMappers",
                List.of(TestRealm.hardcoded("exchanged_from", "[\"app\"]"))));
        String token = accessToken(realm.signIn(forger, "read"));
        assertThat(Tokens.claims(token).getClaim("exchanged_from")).isNull();
    }

    @Test
    void revokedSubjectEndsWhatItWasExchangedFor() {
        String first = first();
        String second = second(first);
        String third = third(second);
        active("target1", third);
        realm.revoke("app", subject);
        inactive("mid", first);
        inactive("last", second);
        inactive("target1", third);
        realm.exchange("mid", first).audience("last").refused("invalid_request");
        realm.exchange("last", second).audience("target1").refused("invalid_request");
    }

    @Test
    void revokedLinkInTheMiddleEndsWhatFollowsAndNothingBefore() {
        String first = first();
        String second = second(first);
        String third = third(second);
        realm.revoke("mid", second);
        inactive("target1", third);
        inactive("last", second);
        active("mid", first);
        active("svc", subject);
    }

    @Test
    void siblingOfARevokedTokenStaysActive() {
        String other = first();
        realm.revoke("svc", first());
        active("mid", other);
    }

    @Test
    void revokedSubjectEndsARefreshedToken() {
        String refreshed = accessToken(refresh(refreshToken()));
        active("target1", refreshed);
        realm.revoke("app", subject);
        inactive("target1", refreshed);
    }

    @Test
    void revokedSubjectEndsUserInfo() {
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
                .requesting("refresh_token")
                .send()
                .path("refresh_token");
    }

    private Response refresh(String token) {
        return realm.token("converter", Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    private void active(String client, String token) {
        realm.introspect(client, token).then().body("active", equalTo(true));
    }

    private void inactive(String client, String token) {
        assertThat(realm.introspect(client, token).jsonPath().getMap("$")).isEqualTo(Map.of("active", false));
    }

    private static List<Object> cameFrom(JWTClaimsSet claims) {
        return List.copyOf((List<?>) claims.getClaim("exchanged_from"));
    }
}
