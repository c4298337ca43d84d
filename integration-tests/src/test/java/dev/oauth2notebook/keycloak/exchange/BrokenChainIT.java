package dev.oauth2notebook.keycloak.exchange;

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

/** Who is gone ends every exchanged token that they are behind: actors, and clients whose tokens were exchanged. */
@ExtendWith(NotebookServer.class)
class BrokenChainIT {

    private static final Map<String, Boolean> ENABLED = Map.of("enabled", true);
    private static final Map<String, Boolean> DISABLED = Map.of("enabled", false);

    /** Its clients are changed here, so it is not the one that tests share. */
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
        active("mid", first);
        active("last", second);
    }

    @AfterEach
    void enableEverybody() {
        for (String client : new String[] {"app", "svc", "mid"}) {
            realm.update(client, ENABLED);
        }
        account("svc", ENABLED);
        account("mid", ENABLED);
    }

    @Test
    void disabledServiceAccountOfTheActorEndsTheToken() {
        account("svc", DISABLED);
        ended();
    }

    @Test
    void disabledClientOfTheActorEndsTheToken() {
        realm.update("svc", DISABLED);
        ended();
    }

    @Test
    void disabledServiceAccountOfTheLastActorEndsOnlyWhatItActsIn() {
        account("mid", DISABLED);
        inactive("last", second);
        active("mid", first);
    }

    @Test
    void disabledClientThatTheUserSignedInToEndsTheToken() {
        realm.update("app", DISABLED);
        ended();
    }

    @Test
    void switchedOffServiceAccountOfTheActorEndsTheToken() {
        realm.update("svc", Map.of("serviceAccountsEnabled", false));
        ended();
        realm.update("svc", Map.of("serviceAccountsEnabled", true));
    }

    @Test
    void deletedActorEndsTheToken() {
        TestRealm own = TestRealm.create(TestRealm.PERMITS, "enforced");
        String token = own.exchange(own.userToken("read"))
                .audience("target1")
                .actor(own.ownToken("svc"))
                .token();
        own.deleteClient("svc");
        own.introspect("target1", token).then().body("active", equalTo(false));
    }

    @Test
    void endedGrantOfTheSubjectEndsTheToken() {
        Response login = realm.signIn("app", "read");
        String exchanged = realm.exchange(accessToken(login)).token();
        active("target1", exchanged);
        realm.revoke("app", login.path("refresh_token"));
        inactive("target1", exchanged);
    }

    @Test
    void tokenOfABrokenChainIsNotTakenByTheApi() {
        call(first).then().statusCode(200);
        account("svc", DISABLED);
        call(first).then().statusCode(401).body("error", equalTo("invalid_token"));
    }

    @Test
    void tokenOfABrokenChainIsInactiveUnderEveryHint() {
        account("svc", DISABLED);
        for (String hint : new String[] {"access_token", "refresh_token", "requesting_party_token"}) {
            for (String client : new String[] {"mid", "svc"}) {
                realm.post("/oauth2/introspect", client, Map.of("token", first, "token_type_hint", hint))
                        .then()
                        .statusCode(200)
                        .body("active", equalTo(false));
            }
        }
    }

    private Response call(String token) {
        return RestAssured.given().auth().oauth2(token).get(realm.url("/oauth2/api/test"));
    }

    /** Neither token is active or exchanged any more; who is disabled is not even heard. */
    private void ended() {
        inactive("mid", first);
        inactive("last", second);
        realm.exchange("mid", first).audience("target1").refused("invalid_request");
        realm.exchange("last", second).audience("target1").refused("invalid_request");
    }

    private static void account(String client, Map<String, ?> change) {
        String id = realm.id("/clients?clientId=" + client);
        String user = realm.get("/clients/" + id + "/service-account-user").getString("id");
        new Admin(NotebookServer.get())
                .request()
                .body(change)
                .put("/" + realm.name() + "/users/" + user)
                .then()
                .statusCode(204);
    }

    private static void active(String client, String token) {
        realm.introspect(client, token).then().body("active", equalTo(true));
    }

    private static void inactive(String client, String token) {
        assertThat(realm.introspect(client, token).jsonPath().getMap("$")).isEqualTo(Map.of("active", false));
    }
}
