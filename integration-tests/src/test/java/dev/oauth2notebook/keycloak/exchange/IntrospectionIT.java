package dev.oauth2notebook.keycloak.exchange;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What introspection (RFC 7662) reveals about tokens. */
@ExtendWith(NotebookServer.class)
class IntrospectionIT {

    private static final String AS_JWT = "application/jwt";

    private static TestRealm realm;

    @BeforeEach
    void createRealm() {
        if (realm != null) {
            return;
        }
        realm = TestRealm.create(TestRealm.PERMITS, "enforced");
        realm.update("app", Impersonation.CLIENT);
        for (String client : List.of("target1", "target2", "svc", "app")) {
            realm.update(
                    client,
                    Map.of(
                            "attributes",
                            Map.of(
                                    "client.introspection.response.allow.jwt.claim.enabled",
                                    "true",
                                    "standard.token.exchange.enabled",
                                    String.valueOf(client.equals("svc")))));
        }
    }

    @Test
    void inactiveTokenYieldsNoJwtResponse() {
        String token = realm.exchange(realm.userToken("read")).token();
        asJwt("target1", token)
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.jwt", notNullValue()));
        assertInactive(asJwt("target2", token)); // not in its audience
        realm.revoke("svc", token);
        assertInactive(asJwt("target1", token));
    }

    @Test
    void inactiveRefreshTokenYieldsNoJwtResponse() {
        String token = realm.signIn("app", "read").path("refresh_token");
        introspectAsRefreshToken("app", token).then().body(hasJsonPath("$.active", equalTo(true)));
        assertInactive(introspectAsRefreshToken("svc", token));
    }

    @Test
    void jwtResponseOfAnExchangedTokenHasItsAncestorsAndActors() {
        String token = realm.exchange(realm.userToken("read"))
                .actor(realm.ownToken("svc"))
                .token();
        String jwt = asJwt("target1", token).path("jwt");
        assertThat(Tokens.claims(jwt).getJWTID()).isEqualTo(Tokens.claims(token).getJWTID());
        assertThat(Tokens.claims(jwt).getClaim("exchanged_from")).isEqualTo(List.of("app"));
        assertThat(Tokens.actors(Tokens.claims(jwt))).containsExactly("svc");
    }

    /** The response for an exchanged token is put together here; that for any other token, by the running Keycloak. */
    @Test
    void exchangedTokenIsDescribedByTheSameClaimsAsOthers() {
        String subject = realm.userToken("read");
        Set<String> keycloaks = realm.introspect("svc", subject).jsonPath().getMap("$").keySet().stream()
                .map(String::valueOf)
                .collect(Collectors.toSet());
        keycloaks.removeAll(List.of("realm_access", "resource_access")); // the permit decides on roles
        Map<String, Object> ours = realm.introspect(
                        "target1", realm.exchange(subject).token())
                .jsonPath()
                .getMap("$");
        assertThat(keycloaks)
                .contains("active", "sub", "client_id", "username", "token_type", "iss", "exp", "iat", "jti");
        assertThat(ours.keySet()).containsAll(keycloaks).contains("exchanged_from");
    }

    @Test
    void tokenInAnImpersonatedSessionKeepsItsChain() {
        String token = realm.exchange(impersonatedLogin().path("access_token"))
                .actor(realm.ownToken("svc"))
                .token();
        realm.introspect("target1", token)
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.act.client_id", equalTo("svc")))
                .body(hasJsonPath(
                        "$.act.sub",
                        equalTo(Tokens.claims(realm.ownToken("svc")).getSubject())));
    }

    @Test
    void tokenWithoutActInAnImpersonatedSessionGetsNone() {
        Response login = impersonatedLogin();
        realm.introspect("svc", accessToken(login))
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasNoJsonPath("$.act"));
        introspectAsRefreshToken("app", login.path("refresh_token"))
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasNoJsonPath("$.act"));
    }

    /** Keycloak 26.8 puts the impersonator into tokens; a mapper does it here. Only the true one is kept. */
    @Test
    void actIsKeptOnlyIfItNamesTheImpersonatorOfTheSession() {
        String admin = Impersonation.administrator();
        assertThat(withMappedAct(admin, IntrospectionIT::impersonatedLogin)).isEqualTo(Map.of("sub", admin));
        assertThat(withMappedAct(admin, () -> realm.signIn("app", "read"))).isNull();
        assertThat(withMappedAct("somebody-else", IntrospectionIT::impersonatedLogin))
                .isNull();
    }

    private static Object withMappedAct(String sub, Supplier<Response> login) {
        String mappers =
                "/" + realm.name() + "/clients/" + realm.id("/clients?clientId=app") + "/protocol-mappers/models";
        Admin admin = new Admin(NotebookServer.get());
        String mapper = admin.create(mappers, Impersonation.actMapper(sub));
        try {
            String token = login.get().path("access_token");
            realm.introspect("svc", token).then().body(hasJsonPath("$.active", equalTo(true)));
            return Tokens.claims(token).getClaim("act");
        } finally {
            admin.request().delete(mappers + "/" + mapper).then().statusCode(204);
        }
    }

    private static Response impersonatedLogin() {
        return Impersonation.signIn(realm, "app");
    }

    private static Response asJwt(String client, String token) {
        return introspect(client, Map.of("token", token));
    }

    private static Response introspectAsRefreshToken(String client, String token) {
        return introspect(client, Map.of("token", token, "token_type_hint", "refresh_token"));
    }

    private static Response introspect(String client, Map<String, String> form) {
        return given().header("Accept", AS_JWT)
                .formParam("client_id", client)
                .formParam("client_secret", TestRealm.SECRET)
                .formParams(form)
                .post(realm.url("/oauth2/introspect"));
    }

    private static void assertInactive(Response response) {
        assertThat(response.jsonPath().getMap("$")).isEqualTo(Map.of("active", false));
    }
}
