package dev.oauth2notebook.keycloak.browser;

import static dev.oauth2notebook.keycloak.support.Poll.until;
import static io.restassured.RestAssured.given;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.path.json.JsonPath;
import java.util.Map;

/** Starts the flows for the browser tests, as the shipped clients do. */
final class Flows {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    OAuth2 oauth() {
        return oauth;
    }

    Person newPerson() {
        return new Admin(NotebookServer.get()).newPerson();
    }

    /** Returns the path and query of an authorization request. */
    String authorization(Map<String, String> request) {
        return Urls.query("/auth", request);
    }

    /** Starts a device authorization as {@code tv}. */
    JsonPath startDevice() {
        return startDevice("TV", "openid profile");
    }

    /** Starts a device authorization as the client whose variables in the env file have the given prefix. */
    JsonPath startDevice(String client, String scope) {
        return oauth.post(
                        "/device_authorization", Map.of("client_id", oauth.env(client + "_CLIENT_ID"), "scope", scope))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Polls once as {@code tv} and returns the error code, or {@code null} if a token was issued. */
    String poll(JsonPath device) {
        return poll("TV", device);
    }

    private String poll(String client, JsonPath device) {
        return given().formParam("grant_type", OAuth2.DEVICE_CODE)
                .formParam("client_id", oauth.env(client + "_CLIENT_ID"))
                .formParam("device_code", device.getString("device_code"))
                .post(oauth.url("/token"))
                .path("error");
    }

    /** Polls as {@code tv} until it need not wait any longer, and returns the error code or {@code null}. */
    String finalAnswer(JsonPath device) {
        return finalAnswer("TV", device);
    }

    /** Polls as a client until it need not wait any longer, and returns the error code or {@code null}. */
    String finalAnswer(String client, JsonPath device) {
        return until(
                () -> poll(client, device),
                answer -> !"authorization_pending".equals(answer) && !"slow_down".equals(answer));
    }
}
