package dev.oauth2notebook.keycloak.exchange;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

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

/** Exchanges that narrow a scope with a path (WLCG Token Profile §2.2.1). */
@ExtendWith(NotebookServer.class)
class PathScopesIT {

    private static TestRealm realm;

    @BeforeAll
    static void createRealm() {
        Map<String, ? extends Map<String, ?>> permits = Map.of(
                "grid",
                Map.of(
                        "requesters", List.of("svc", "mid", "converter"),
                        "subject-clients", List.of("app", "svc"),
                        "audiences", List.of("target1", "mid"),
                        "path-scopes", List.of("storage.read"),
                        "requested-token-types", List.of("access_token", "refresh_token")),
                "literal",
                Map.of(
                        "requesters", List.of("other"),
                        "subject-clients", List.of("app"),
                        "audiences", List.of("target1")));
        realm = TestRealm.create(permits, "enforced");
        realm.newOptionalScope("storage.read:/", "storage", "app", "svc", "mid", "converter", "other");
        realm.newOptionalScope("storage.modify:/", "modify", "app", "svc");
    }

    @Test
    void scopeIsNarrowedToAPath() {
        Response response = exchange("svc", "storage.read:/home/alice").send();

        response.then().statusCode(200).body(hasJsonPath("$.scope", equalTo("storage.read:/home/alice")));
        var claims = Tokens.claims(accessToken(response));
        assertThat(Tokens.scopes(claims)).containsExactly("storage.read:/home/alice");
        assertThat(claims.getClaim("storage")).isEqualTo("yes");
    }

    @Test
    void severalPathsAndOtherScopesAreIssued() {
        assertThat(Tokens.scopes(
                        exchange("svc", "read storage.read:/a storage.read:/b").claims()))
                .containsExactly("read", "storage.read:/a", "storage.read:/b");
    }

    @Test
    void pathIsKeptIfNoneIsRequested() {
        assertThat(Tokens.scopes(realm.exchange(subject()).claims()))
                .containsExactly("read", "storage.modify:/", "storage.read:/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "storage.read",
                "storage.read:",
                "storage.read:home",
                "storage.read:/home/",
                "storage.read:/home//alice",
                "storage.read:/home/../etc",
                "storage.read:/home/%2e%2e/etc",
                "storage.read:/home%2Falice",
                "storage.read:/h\u00f6me",
                "read storage.read:/home storage.read:/a/./b",
            })
    void pathThatIsNotInNormalFormIsRefused(String scope) {
        assertThat(exchange("svc", scope).assertRefused("invalid_scope")).contains("normal form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Storage.Read:/home", "storage.modify:/home", "storage.create:/home"})
    void pathOfAnotherScopeIsRefused(String scope) {
        exchange("svc", scope).assertRefused("invalid_scope");
    }

    @Test
    void pathIsRefusedByAPermitThatDoesNotListTheScope() {
        exchange("other", "storage.read:/home").assertRefused("invalid_scope");
    }

    @Test
    void introspectionReturnsThePathAndTheClaimsOfTheScope() {
        String token = exchange("svc", "storage.read:/home/alice").token();

        realm.introspect("target1", token)
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.scope", equalTo("storage.read:/home/alice")))
                .body(hasJsonPath("$.storage", equalTo("yes")));
    }

    @Test
    void narrowedTokenCanOnlyBeNarrowedFurther() {
        String narrowed = exchange("svc", "storage.read:/home").audience("mid").token();

        assertThat(Tokens.scopes(
                        realm.exchange("mid", narrowed).audience("target1").claims()))
                .containsExactly("storage.read:/home");
        assertThat(Tokens.scopes(realm.exchange("mid", narrowed)
                        .audience("target1")
                        .scope("storage.read:/home/alice")
                        .claims()))
                .containsExactly("storage.read:/home/alice");
        for (String wider : List.of("storage.read:/", "storage.read:/homes", "storage.read:/etc")) {
            realm.exchange("mid", narrowed).audience("target1").scope(wider).assertRefused("invalid_scope");
        }
    }

    @Test
    void refreshedTokenHasTheSamePaths() {
        Response tokens = exchange("converter", "read storage.read:/a storage.read:/b")
                .requestedTokenType("refresh_token")
                .send();
        tokens.then().statusCode(200).body(hasJsonPath("$.scope", equalTo("read storage.read:/a storage.read:/b")));

        Response refreshed = refresh(tokens, Map.of());

        refreshed.then().statusCode(200).body(hasJsonPath("$.scope", equalTo("read storage.read:/a storage.read:/b")));
        assertThat(Tokens.scopes(Tokens.claims(accessToken(refreshed))))
                .containsExactly("read", "storage.read:/a", "storage.read:/b");
    }

    @Test
    void refreshNeverWidensAPath() {
        Response tokens = exchange("converter", "read storage.read:/a storage.read:/b")
                .requestedTokenType("refresh_token")
                .send();

        refresh(tokens, Map.of("scope", "storage.read:/"))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.scope", equalTo("storage.read:/a storage.read:/b")));
        refresh(tokens, Map.of("scope", "read")).then().statusCode(200).body(hasJsonPath("$.scope", equalTo("read")));
        for (String path : List.of("storage.read:/a", "storage.read:/c")) {
            Tokens.assertRefused(refresh(tokens, Map.of("scope", path)), "invalid_scope");
        }
    }

    @Test
    void eventNamesThePath() {
        realm.saveEvents("TOKEN_EXCHANGE");
        exchange("svc", "storage.read:/home/event").token();

        assertThat(realm.event("TOKEN_EXCHANGE", "svc").get("details").toString())
                .contains("scope=storage.read:/home/event");
    }

    private static String subject() {
        return realm.userToken("read storage.read:/ storage.modify:/");
    }

    private static Exchange exchange(String client, String scope) {
        return realm.exchange(client, subject()).audience("target1").scope(scope);
    }

    private static Response refresh(Response tokens, Map<String, String> more) {
        var form = new HashMap<>(
                Map.of("grant_type", "refresh_token", "refresh_token", tokens.<String>path("refresh_token")));
        form.putAll(more);
        return realm.token("converter", form);
    }
}
