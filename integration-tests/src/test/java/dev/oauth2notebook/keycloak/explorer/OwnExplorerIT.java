package dev.oauth2notebook.keycloak.explorer;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.oauth2notebook.keycloak.explorer.OwnRealm.SignedIn;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.EventStream;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.Poll;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A realm in which users see only their own requests; refusals come first. */
@ExtendWith(ExplorerServer.class)
@ResourceLock(value = ExplorerServer.REQUESTS, mode = ResourceAccessMode.READ)
class OwnExplorerIT {

    private static final String REALM = "own-requests";

    private static OwnRealm realm;
    private static Explorer explorer;

    @BeforeAll
    static void createRealm() {
        realm = new OwnRealm(REALM);
        explorer = realm.explorer();
    }

    @Test
    void nobodySeesAnythingWithoutSigningIn() {
        for (String path : new String[] {"/requests", "/stream", "/context"}) {
            explorer.get(path)
                    .then()
                    .statusCode(401)
                    .body(hasJsonPath("$.error", equalTo("login_required")))
                    .body(hasJsonPath("$.login", equalTo(realm.url("/account"))))
                    .body(hasNoJsonPath("$.requests"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void otherSitesReadNothingAlthoughTheUserIsSignedIn(String site) {
        SignedIn anna = realm.signIn("anna");
        given().header("Cookie", anna.cookies())
                .header("Sec-Fetch-Site", site)
                .get(realm.url("/oauth2/explorer/requests"))
                .then()
                .statusCode(403);
    }

    @Test
    void forgedCookieDoesNotAuthenticate() {
        explorer.with("Cookie", "KEYCLOAK_IDENTITY=eyJhbGciOiJub25lIn0.e30.")
                .get("/requests")
                .then()
                .statusCode(401);
    }

    @Test
    void sessionOfAnotherRealmDoesNotAuthenticate() {
        SignedIn anna = realm.signIn("anna");
        given().header("Cookie", anna.cookies())
                .get(realm.url("/explorer/requests"))
                .then()
                .statusCode(200);
        String other = "own-requests-too";
        new Admin(ExplorerServer.get())
                .create("", Map.of("realm", other, "enabled", true, "attributes", Map.of("explorer", "own")));
        given().header("Cookie", anna.cookies())
                .get(ExplorerServer.get().localUrl() + "/realms/" + other + "/explorer/requests")
                .then()
                .statusCode(401);
    }

    @Test
    void usersSeeTheirOwnRequestsOnlyAndTeachersSeeAll() {
        SignedIn anna = realm.signIn("anna");
        SignedIn ben = realm.signIn("ben");
        SignedIn carla = realm.signIn("carla");
        realm.redeem(anna);
        realm.redeem(ben);
        carla.explorer().await(request -> "ben".equals(request.get("user")) && "token".equals(request.get("endpoint")));
        carla.explorer()
                .await(request -> "anna".equals(request.get("user")) && "token".equals(request.get("endpoint")));
        assertThat(users(anna)).contains("anna").doesNotContain("ben", "carla");
        assertThat(users(ben)).contains("ben").doesNotContain("anna", "carla");
        anna.explorer()
                .get("/context")
                .then()
                .body(hasJsonPath("$.user.name", equalTo("anna")))
                .body(hasJsonPath("$.mode", equalTo("own")));
        anna.explorer().get("/context").then().body(hasJsonPath("$.users", equalTo(List.of())));
    }

    @Test
    void streamHasOwnRequestsOnly() {
        SignedIn anna = realm.signIn("anna");
        SignedIn ben = realm.signIn("ben");
        SignedIn carla = realm.signIn("carla");
        try (EventStream annas = anna.explorer().stream();
                EventStream carlas = carla.explorer().stream()) {
            realm.redeem(ben);
            realm.redeem(anna);
            carlas.awaitRequest(request -> "ben".equals(request.getString("user")));
            annas.awaitRequest(request ->
                    "anna".equals(request.getString("user")) && "token".equals(request.getString("endpoint")));
            assertThat(annas.text()).doesNotContain("\"user\":\"ben\"", "\"user\":\"carla\"");
        }
    }

    @Test
    void nothingIsSeenAfterTheSessionHasEnded() {
        SignedIn anna = realm.signIn("anna");
        try (EventStream stream = anna.explorer().stream()) {
            assertThat(stream.status()).isEqualTo(200);
            realm.logOut("anna");
            anna.explorer().get("/requests").then().statusCode(401);
            stream.awaitEnd();
        }
    }

    @Test
    void nothingIsSeenAfterTheSessionHasExpired() {
        OwnRealm expiring = new OwnRealm("expiring-sessions");
        SignedIn anna = expiring.signIn("anna");
        try (EventStream stream = anna.explorer().stream()) {
            assertThat(stream.status()).isEqualTo(200);
            expiring.set(Map.of("ssoSessionMaxLifespan", 1));
            Poll.until(() -> anna.explorer().get("/requests").statusCode(), status -> status == 401);
            stream.awaitEnd();
        }
    }

    @Test
    void formerTeacherSeesOnlyTheirOwnRequests() {
        OwnRealm school = new OwnRealm("former-teacher");
        SignedIn anna = school.signIn("anna");
        SignedIn carla = school.signIn("carla");
        try (EventStream stream = carla.explorer().stream()) {
            stream.awaitRequest(request -> "anna".equals(request.getString("user")));
            school.removeTeacher();
            school.redeem(anna);
            stream.awaitEnd();
            assertThat(users(carla)).doesNotContain("anna");
        }
    }

    private static List<String> users(SignedIn person) {
        return person.explorer().requests().stream()
                .map(request -> (String) request.get("user"))
                .filter(user -> user != null)
                .distinct()
                .toList();
    }
}
