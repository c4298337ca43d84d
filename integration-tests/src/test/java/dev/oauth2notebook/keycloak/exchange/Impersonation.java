package dev.oauth2notebook.keycloak.exchange;

import static io.restassured.RestAssured.given;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;

/** Sessions in which the administrator impersonates a user, and the {@code act} that Keycloak 26.8 adds to their tokens. */
final class Impersonation {

    private static final String CALLBACK = "http://127.0.0.1/callback";

    /** What a client needs so that the administrator can sign in to it as a user. */
    static final Map<String, Object> CLIENT = Map.of("standardFlowEnabled", true, "redirectUris", List.of(CALLBACK));

    private Impersonation() {}

    /** Returns the id of the administrator. */
    static String administrator() {
        return new Admin(NotebookServer.get())
                .request()
                .queryParam("username", "admin")
                .queryParam("exact", true)
                .get("/master/users")
                .path("[0].id");
    }

    /** Signs in to a client as a new user whom the administrator impersonates. */
    static Response signIn(TestRealm realm, String client) {
        String user = realm.newUser(Map.of());
        Response impersonation = new Admin(NotebookServer.get())
                .request()
                .post("/" + realm.name() + "/users/" + realm.id("/users?username=" + user) + "/impersonation");
        impersonation.then().statusCode(200);
        String location = given().redirects()
                .follow(false)
                .cookies(impersonation.cookies())
                .queryParam("client_id", client)
                .queryParam("response_type", "code")
                .queryParam("scope", "openid read")
                .queryParam("redirect_uri", CALLBACK)
                .get(realm.url("/protocol/openid-connect/auth"))
                .then()
                .statusCode(302)
                .extract()
                .header("Location");
        return realm.token(
                client,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        location.replaceFirst(".*[?&]code=([^&]*).*", "$1"),
                        "redirect_uri",
                        CALLBACK));
    }

    /** Returns a mapper that adds an {@code act} to tokens. */
    static Map<String, Object> actMapper(String sub) {
        return TestRealm.hardcoded("act", "{\"sub\": \"" + sub + "\"}");
    }
}
