package dev.oauth2notebook.keycloak.explorer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.response.Response;
import java.util.HashMap;
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
    private static final String CLIENT = "app";
    private static final String CALLBACK = "https://app.example/callback";

    private static String url;
    private static Explorer explorer;

    @BeforeAll
    static void createRealm() {
        Admin admin = new Admin(ExplorerServer.get());
        url = ExplorerServer.get().localUrl() + "/realms/" + REALM;
        explorer = new Explorer(url + "/oauth2/explorer");
        admin.create(
                "",
                Map.of(
                        "realm",
                        REALM,
                        "enabled",
                        true,
                        "attributes",
                        Map.of("explorer", "own"),
                        "roles",
                        Map.of("realm", List.of(Map.of("name", "explorer-teacher"))),
                        "clients",
                        List.of(Map.of("clientId", CLIENT, "publicClient", true, "redirectUris", List.of(CALLBACK)))));
        for (String name : List.of("anna", "ben", "carla")) {
            admin.create(
                    "/" + REALM + "/users",
                    Map.of(
                            "username",
                            name,
                            "enabled",
                            true,
                            "email",
                            name + "@example.org",
                            "firstName",
                            name,
                            "lastName",
                            name,
                            "credentials",
                            List.of(Map.of("type", "password", "value", name, "temporary", false))));
        }
        String teacher = admin.request()
                .get("/" + REALM + "/users?username=carla")
                .jsonPath()
                .getString("[0].id");
        Map<String, Object> role = admin.request()
                .get("/" + REALM + "/roles/explorer-teacher")
                .jsonPath()
                .getMap("$");
        admin.request()
                .body(List.of(role))
                .post("/" + REALM + "/users/" + teacher + "/role-mappings/realm")
                .then()
                .statusCode(204);
    }

    @Test
    void nobodySeesAnythingWithoutSigningIn() {
        for (String path : new String[] {"/requests", "/stream", "/context"}) {
            explorer.get(path)
                    .then()
                    .statusCode(401)
                    .body("error", equalTo("login_required"))
                    .body("login", equalTo(url + "/account"))
                    .body("requests", nullValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void otherSitesReadNothingAlthoughTheUserIsSignedIn(String site) {
        SignedIn anna = signIn("anna");
        anna.request("/requests", "Sec-Fetch-Site", site).then().statusCode(403);
    }

    @Test
    void forgedCookieIsNoSession() {
        explorer.with("Cookie", "KEYCLOAK_IDENTITY=eyJhbGciOiJub25lIn0.e30.")
                .get("/requests")
                .then()
                .statusCode(401);
    }

    @Test
    void sessionOfAnotherRealmIsNoSession() {
        SignedIn anna = signIn("anna");
        given().header("Cookie", anna.cookies)
                .get(ExplorerServer.get().localUrl() + "/realms/" + REALM + "/explorer/requests")
                .then()
                .statusCode(200);
        String other = "own-requests-too";
        new Admin(ExplorerServer.get())
                .create("", Map.of("realm", other, "enabled", true, "attributes", Map.of("explorer", "own")));
        given().header("Cookie", anna.cookies)
                .get(ExplorerServer.get().localUrl() + "/realms/" + other + "/explorer/requests")
                .then()
                .statusCode(401);
    }

    @Test
    void usersSeeTheirOwnRequestsOnlyAndTeachersSeeAll() {
        SignedIn anna = signIn("anna");
        SignedIn ben = signIn("ben");
        SignedIn carla = signIn("carla");
        redeem(anna);
        redeem(ben);
        carla.explorer().await(request -> "ben".equals(request.get("user")) && "token".equals(request.get("endpoint")));
        carla.explorer()
                .await(request -> "anna".equals(request.get("user")) && "token".equals(request.get("endpoint")));
        assertThat(users(anna)).contains("anna").doesNotContain("ben", "carla");
        assertThat(users(ben)).contains("ben").doesNotContain("anna", "carla");
        anna.explorer()
                .get("/context")
                .then()
                .body("user.name", equalTo("anna"))
                .body("mode", equalTo("own"));
        anna.explorer().get("/context").then().body("users", equalTo(List.of()));
    }

    @Test
    void streamHasOwnRequestsOnly() {
        SignedIn anna = signIn("anna");
        SignedIn ben = signIn("ben");
        SignedIn carla = signIn("carla");
        try (EventStream annas = anna.explorer().stream();
                EventStream carlas = carla.explorer().stream()) {
            redeem(ben);
            redeem(anna);
            carlas.awaitRequest(request -> "ben".equals(request.getString("user")));
            annas.awaitRequest(request ->
                    "anna".equals(request.getString("user")) && "token".equals(request.getString("endpoint")));
            assertThat(annas.text()).doesNotContain("\"user\":\"ben\"", "\"user\":\"carla\"");
        }
    }

    @Test
    void nothingIsSeenAfterTheSessionHasEnded() {
        SignedIn anna = signIn("anna");
        try (EventStream stream = anna.explorer().stream()) {
            assertThat(stream.status()).isEqualTo(200);
            Admin admin = new Admin(ExplorerServer.get());
            String id = admin.request()
                    .get("/" + REALM + "/users?username=anna")
                    .jsonPath()
                    .getString("[0].id");
            admin.request()
                    .post("/" + REALM + "/users/" + id + "/logout")
                    .then()
                    .statusCode(204);
            anna.explorer().get("/requests").then().statusCode(401);
            stream.awaitEnd();
        }
    }

    private static List<String> users(SignedIn person) {
        return person.explorer().requests().stream()
                .map(request -> (String) request.get("user"))
                .filter(user -> user != null)
                .distinct()
                .toList();
    }

    private static void redeem(SignedIn person) {
        given().formParam("grant_type", "authorization_code")
                .formParam("client_id", CLIENT)
                .formParam("code", person.code)
                .formParam("redirect_uri", CALLBACK)
                .post(url + "/protocol/openid-connect/token")
                .then()
                .statusCode(200);
    }

    private static SignedIn signIn(String name) {
        Person person = new Person(name, name);
        Map<String, String> request = new HashMap<>();
        request.put("client_id", CLIENT);
        request.put("response_type", "code");
        request.put("scope", "openid");
        request.put("redirect_uri", CALLBACK);
        request.put("state", "state-of-" + name);
        String code = person.signIn(Urls.query(url + "/protocol/openid-connect/auth", request), CALLBACK)
                .parameter("code");
        return new SignedIn(person.cookieHeader(), code);
    }

    private record SignedIn(String cookies, String code) {

        Explorer explorer() {
            return OwnExplorerIT.explorer.with("Cookie", cookies);
        }

        Response request(String path, String header, String value) {
            return given().header("Cookie", cookies).header(header, value).get(url + "/oauth2/explorer" + path);
        }
    }
}
