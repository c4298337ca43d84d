package dev.oauth2notebook.keycloak.exchange;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scope, audience, lifetime and invalidation of issued tokens. */
@ExtendWith(NotebookServer.class)
class IssuedTokenIT {

    private static TestRealm realm;

    @BeforeAll
    static void realm() {
        realm = TestRealm.shared();
    }

    @Test
    void responseFollowsTheSpecification() {
        realm.exchange(realm.userToken("read"))
                .send()
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(hasJsonPath("$.token_type", equalTo("Bearer")))
                .body(hasJsonPath("$.issued_token_type", equalTo(Exchange.TYPE + "access_token")))
                .body(hasJsonPath("$.scope", equalTo("read")))
                .body(hasJsonPath("$.expires_in", allOf(greaterThan(0), lessThanOrEqualTo(120))))
                .body(hasNoJsonPath("$.refresh_token"));
    }

    @ParameterizedTest
    @CsvSource({
        "read write, '', read",
        "read, read, read",
        "openid read, openid, openid",
        "openid read write, '', openid read",
        "offline_access read, '', read",
        "write, '', ''",
    })
    void scopeIsTheIntersectionOfSubjectTokenPermitAndRequester(
            String subjectScope, String requestedScope, String grantedScope) {
        Exchange exchange = realm.exchange(realm.userToken(subjectScope));
        JWTClaimsSet claims = (requestedScope.isEmpty() ? exchange : exchange.scope(requestedScope)).claims();
        assertThat(Tokens.scopes(claims)).containsExactly(grantedScope.split(" "));
    }

    @Test
    void defaultScopesOfTheRequesterAreNotAdded() {
        JWTClaimsSet own = Tokens.claims(realm.ownToken("svc"));
        assertThat(Tokens.scopes(own)).contains("extra");
        assertThat(own.getClaim("extra")).isEqualTo("yes");
        String token = realm.exchange(realm.userToken("read")).token();
        assertThat(Tokens.scopes(Tokens.claims(token))).containsExactly("read");
        assertThat(Tokens.claims(token).getClaim("extra")).isNull();
        realm.introspect("target1", token)
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.scope", equalTo("read")))
                .body(hasNoJsonPath("$.extra"));
    }

    @Test
    void audienceIsExactlyTheRequestedOne() {
        assertThat(realm.exchange(realm.userToken("read")).claims().getAudience())
                .containsExactly("target1");
    }

    @Test
    void severalAudiencesAreIssued() {
        assertThat(realm.exchange(realm.userToken("read"))
                        .audience("target1", "target2")
                        .claims()
                        .getAudience())
                .containsExactlyInAnyOrder("target1", "target2");
    }

    @Test
    void repeatedAudienceIsIssuedOnce() {
        assertThat(realm.exchange(realm.userToken("read"))
                        .audience("target1", "target1")
                        .claims()
                        .getAudience())
                .containsExactly("target1");
    }

    @Test
    void resourceThatNamesThePermittedClientIsAccepted() {
        assertThat(realm.exchange(realm.userToken("read"))
                        .audience()
                        .with("resource", "urn:client:target2")
                        .claims()
                        .getAudience())
                .containsExactly("target2");
        assertThat(realm.exchange(realm.userToken("read"))
                        .with("resource", "urn:client:target2")
                        .claims()
                        .getAudience())
                .containsExactlyInAnyOrder("target1", "target2");
    }

    @Test
    void withoutAudienceTheTokenIsForAllAudiencesOfThePermit() {
        assertThat(realm.exchange("wide", realm.userToken("read")).claims().getAudience())
                .containsExactlyInAnyOrder("target1", "target2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "jwt"})
    void subjectTokenTypeOfAnAccessTokenIsAccepted(String type) {
        realm.exchange(realm.userToken("read"))
                .with("subject_token_type", Exchange.TYPE + type)
                .token();
    }

    @Test
    void rolesOfOtherAudiencesAreNotIssued() {
        String user = realm.newUser(Map.of());
        String id = realm.id("/users?exact=true&username=" + user);
        for (String target : List.of("target1", "target2", "target3")) {
            String client = realm.id("/clients?clientId=" + target);
            String role = realm.id("/clients/" + client + "/roles");
            new Admin(NotebookServer.get())
                    .request()
                    .body(List.of(Map.of("id", role, "name", "reader")))
                    .post("/" + realm.name() + "/users/" + id + "/role-mappings/clients/" + client)
                    .then()
                    .statusCode(204);
        }
        String subject = accessToken(realm.signIn("app", user, "read"));
        assertThat(roles(Tokens.claims(subject))).containsKeys("target1", "target2", "target3");
        String token = realm.exchange(subject).token();
        assertThat(roles(Tokens.claims(token))).containsOnlyKeys("target1");
        assertThat(realm.introspect("target1", token).<Map<String, Object>>path("resource_access"))
                .containsOnlyKeys("target1");
        assertThat(realm.introspect("target1", token).<Object>path("aud")).isEqualTo("target1");
        assertThat(roles(realm.exchange("wide", subject).claims())).containsOnlyKeys("target1", "target2");
        assertThat(roles(realm.exchange(subject)
                        .audience()
                        .with("resource", "urn:client:target2")
                        .claims()))
                .containsOnlyKeys("target2");
    }

    @Test
    void lifetimeIsLimitedByThePermit() {
        assertThat(Tokens.lifetime(realm.exchange(realm.userToken("read")).claims()))
                .isBetween(1L, 120L);
    }

    @Test
    void lifetimeIsLimitedByTheSubjectToken() {
        TestRealm own = TestRealm.create(TestRealm.PERMITS, "enforced");
        own.update("app", Map.of("attributes", Map.of("access.token.lifespan", "20")));
        String subject = own.userToken("read");
        Response response = own.exchange(subject).send();
        assertThat(Tokens.expiry(accessToken(response))).isLessThanOrEqualTo(Tokens.expiry(subject));
        assertThat(response.<Integer>path("expires_in")).isBetween(1, 20);
    }

    @Test
    void repeatedExchangeDoesNotExtendTheLifetime() {
        String first = realm.exchange(realm.userToken("read")).audience("mid").token();
        String second = realm.exchange("mid", first).audience("last").token();
        String third = realm.exchange("last", second).audience("last").token();
        String fourth = realm.exchange("last", third).audience("last").token();
        assertThat(Tokens.expiry(second)).isLessThanOrEqualTo(Tokens.expiry(first));
        assertThat(Tokens.expiry(third)).isLessThanOrEqualTo(Tokens.expiry(second));
        assertThat(Tokens.expiry(fourth)).isLessThanOrEqualTo(Tokens.expiry(third));
    }

    @Test
    void lifetimeOfAnOfflineSessionIsPositive() {
        String subject = accessToken(realm.signIn("app", "offline_access read"));
        Response response = realm.exchange(subject).send();
        assertThat(Tokens.lifetime(Tokens.claims(accessToken(response)))).isBetween(1L, 120L);
        assertThat(response.<Integer>path("expires_in")).isBetween(1, 120);
        realm.introspect("target1", accessToken(response)).then().body(hasJsonPath("$.active", equalTo(true)));
    }

    @Test
    void issuedTokenIsActiveOnlyForItsAudience() {
        String token = realm.exchange(realm.userToken("read")).token();
        realm.introspect("target1", token)
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.client_id", equalTo("svc")))
                .body(hasJsonPath("$.aud", equalTo("target1")));
        realm.introspect("target2", token).then().body(hasJsonPath("$", equalTo(Map.of("active", false))));
        realm.introspect("app", token).then().body(hasJsonPath("$", equalTo(Map.of("active", false))));
    }

    @Test
    void issuedTokenIsInactiveAfterTheUsersSessionEnds() {
        Response tokens = realm.signIn("app", "read");
        String token = realm.exchange(accessToken(tokens)).token();
        realm.introspect("target1", token).then().body(hasJsonPath("$.active", equalTo(true)));
        realm.post("/protocol/openid-connect/logout", "app", Map.of("refresh_token", tokens.path("refresh_token")))
                .then()
                .statusCode(204);
        realm.introspect("target1", token).then().body(hasJsonPath("$.active", equalTo(false)));
        realm.exchange(accessToken(tokens)).assertRefused("invalid_request");
    }

    @Test
    void revokedIssuedTokenIsInactive() {
        String token = realm.exchange(realm.userToken("read")).token();
        realm.revoke("svc", token);
        realm.introspect("target1", token).then().body(hasJsonPath("$.active", equalTo(false)));
    }

    @Test
    void requesterCanExchangeItsOwnToken() {
        JWTClaimsSet own = Tokens.claims(realm.ownToken("svc"));
        JWTClaimsSet issued = realm.exchange(realm.ownToken("svc")).claims();
        assertThat(issued.getSubject()).isEqualTo(own.getSubject());
        assertThat(issued.getClaim("azp")).isEqualTo("svc");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> roles(JWTClaimsSet claims) {
        return (Map<String, Object>) claims.getClaim("resource_access");
    }
}
