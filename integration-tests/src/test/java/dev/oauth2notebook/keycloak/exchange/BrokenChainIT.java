package dev.oauth2notebook.keycloak.exchange;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Disabling or deleting an actor, or a client whose token was exchanged, invalidates every token derived from it. */
@ExtendWith(NotebookServer.class)
class BrokenChainIT {

    private static final Map<String, Boolean> ENABLED = Map.of("enabled", true);
    private static final Map<String, Boolean> DISABLED = Map.of("enabled", false);

    /** Not the shared realm, because these tests change its clients. */
    private static TestRealm realm;

    private String first;
    private String second;

    @BeforeEach
    void exchangeTwice() {
        if (realm == null) {
            realm = TestRealm.create(TestRealm.PERMITS, "enforced");
        }
        first = realm.exchange(realm.userToken("read"))
                .audience("mid")
                .actor(realm.ownToken("svc"))
                .token();
        second = realm.exchange("mid", first)
                .audience("last")
                .actor(realm.ownToken("mid"))
                .token();
        assertActive("mid", first);
        assertActive("last", second);
    }

    @AfterEach
    void enableAllClients() {
        for (String client : new String[] {"app", "svc", "mid"}) {
            realm.update(client, ENABLED);
        }
        updateServiceAccount("svc", ENABLED);
        updateServiceAccount("mid", ENABLED);
    }

    @Test
    void disablingTheActorsServiceAccountInvalidatesTheToken() {
        updateServiceAccount("svc", DISABLED);
        assertBothTokensEnded();
    }

    @Test
    void disablingTheActorsClientInvalidatesTheToken() {
        realm.update("svc", DISABLED);
        assertBothTokensEnded();
    }

    @Test
    void disablingTheLastActorInvalidatesOnlyTheTokenItActsIn() {
        updateServiceAccount("mid", DISABLED);
        assertInactive("last", second);
        assertActive("mid", first);
    }

    @Test
    void disablingTheClientThatTheUserSignedInToInvalidatesTheToken() {
        realm.update("app", DISABLED);
        assertBothTokensEnded();
    }

    @Test
    void removingTheActorsServiceAccountInvalidatesTheToken() {
        realm.update("svc", Map.of("serviceAccountsEnabled", false));
        assertBothTokensEnded();
        realm.update("svc", Map.of("serviceAccountsEnabled", true));
    }

    @Test
    void deletingTheActorInvalidatesTheToken() {
        TestRealm own = TestRealm.create(TestRealm.PERMITS, "enforced");
        String token = own.exchange(own.userToken("read"))
                .audience("target1")
                .actor(own.ownToken("svc"))
                .token();
        own.deleteClient("svc");
        own.introspect("target1", token).then().body(hasJsonPath("$.active", equalTo(false)));
    }

    @Test
    void revokingTheGrantOfTheSubjectTokenInvalidatesTheToken() {
        Response login = realm.signIn("app", "read");
        String exchanged = realm.exchange(accessToken(login)).token();
        assertActive("target1", exchanged);
        realm.revoke("app", login.path("refresh_token"));
        assertInactive("target1", exchanged);
    }

    @Test
    void tokenOfABrokenChainIsRefusedByTheApi() {
        callApi(first).then().statusCode(200);
        updateServiceAccount("svc", DISABLED);
        callApi(first).then().statusCode(401).body(hasJsonPath("$.error", equalTo("invalid_token")));
    }

    @Test
    void tokenOfABrokenChainIsInactiveWithEveryHint() {
        updateServiceAccount("svc", DISABLED);
        for (String hint : new String[] {"access_token", "refresh_token", "requesting_party_token"}) {
            for (String client : new String[] {"mid", "svc"}) {
                realm.post("/oauth2/introspect", client, Map.of("token", first, "token_type_hint", hint))
                        .then()
                        .statusCode(200)
                        .body(hasJsonPath("$.active", equalTo(false)));
            }
        }
    }

    private Response callApi(String token) {
        return RestAssured.given().auth().oauth2(token).get(realm.url("/oauth2/api/test"));
    }

    /** Checks that neither token is active or can be exchanged any more. */
    private void assertBothTokensEnded() {
        assertInactive("mid", first);
        assertInactive("last", second);
        realm.exchange("mid", first).audience("target1").assertRefused("invalid_request");
        realm.exchange("last", second).audience("target1").assertRefused("invalid_request");
    }

    private static void updateServiceAccount(String client, Map<String, ?> change) {
        String id = realm.id("/clients?clientId=" + client);
        String user = realm.get("/clients/" + id + "/service-account-user").getString("id");
        new Admin(NotebookServer.get())
                .request()
                .body(change)
                .put("/" + realm.name() + "/users/" + user)
                .then()
                .statusCode(204);
    }

    private static void assertActive(String client, String token) {
        realm.introspect(client, token).then().body(hasJsonPath("$.active", equalTo(true)));
    }

    private static void assertInactive(String client, String token) {
        assertThat(realm.introspect(client, token).jsonPath().getMap("$")).isEqualTo(Map.of("active", false));
    }
}
