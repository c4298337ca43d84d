package dev.oauth2notebook.keycloak.api;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protected API against RFC 6750: refusals first. */
@ExtendWith(NotebookServer.class)
class ApiIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());

    @Test
    void missingTokenGetsABareChallenge() {
        given().get(oauth.url("/api/test"))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer realm=\"notebook\"")
                .header("Cache-Control", "no-store");
    }

    @Test
    void anotherSchemeGetsABareChallenge() {
        given().header("Authorization", "Basic YmFja2VuZDpzZWNyZXQ=")
                .get(oauth.url("/api/test"))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer realm=\"notebook\"");
    }

    @Test
    void tokenInTheQueryIsNotTaken() {
        String token = oauth.backendToken("api:read");
        given().queryParam("access_token", token)
                .get(oauth.url("/api/test"))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer realm=\"notebook\"");
    }

    @Test
    void tokenInHeaderAndQueryIsInvalidRequest() {
        String token = oauth.backendToken("api:read");
        refused(
                given().auth().oauth2(token).queryParam("access_token", token).get(oauth.url("/api/test")),
                400,
                "invalid_request");
    }

    @Test
    void tokenInHeaderAndFormIsInvalidRequest() {
        String token = oauth.backendToken("api:write");
        refused(
                given().auth().oauth2(token).formParam("access_token", token).post(oauth.url("/api/resource")),
                400,
                "invalid_request");
    }

    @Test
    void twoAuthorizationHeadersAreInvalidRequest() {
        String token = oauth.backendToken("api:read");
        refused(
                given().header("Authorization", "Bearer " + token, "Bearer " + token)
                        .get(oauth.url("/api/test")),
                400,
                "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer a b", "DPoP"})
    void malformedHeaderIsInvalidRequest(String header) {
        refused(given().header("Authorization", header).get(oauth.url("/api/test")), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9."})
    void forgedTokenIsInvalidToken(String token) {
        refused(bearer(token).get(oauth.url("/api/test")), 401, "invalid_token");
    }

    @Test
    void tokenWithAChangedSignatureIsInvalidToken() {
        String token = oauth.backendToken("api:read");
        char last = token.charAt(token.length() - 5);
        String changed = token.substring(0, token.length() - 5)
                + (last == 'A' ? 'B' : 'A')
                + token.substring(token.length() - 4);
        refused(bearer(changed).get(oauth.url("/api/test")), 401, "invalid_token");
    }

    @Test
    void revokedTokenIsInvalidToken() {
        String token = oauth.backendToken("api:read");
        bearer(token).get(oauth.url("/api/test")).then().statusCode(200);
        oauth.post("/revoke", OAuth2.with(oauth.as("backend"), "token", token))
                .then()
                .statusCode(200);
        refused(bearer(token).get(oauth.url("/api/test")), 401, "invalid_token");
    }

    @Test
    void tokenOfAnotherRealmIsInvalidToken() {
        String foreign = admin.token();
        refused(bearer(foreign).get(oauth.url("/api/test")), 401, "invalid_token");
    }

    @Test
    void idTokenAndRefreshTokenAreInvalidTokens() {
        Response tokens = oauth.codeFlow(admin.newPerson(), "openid api:read");
        refused(bearer(tokens.path("id_token")).get(oauth.url("/api/test")), 401, "invalid_token");
        refused(bearer(tokens.path("refresh_token")).get(oauth.url("/api/test")), 401, "invalid_token");
    }

    @Test
    void tokenDiesWithItsSession() {
        Response tokens = oauth.codeFlow(admin.newPerson(), "openid api:read");
        String token = accessToken(tokens);
        bearer(token).get(oauth.url("/api/test")).then().statusCode(200);
        oauth.post("/revoke", OAuth2.with(oauth.as("frontend"), "token", tokens.path("refresh_token")))
                .then()
                .statusCode(200);
        refused(bearer(token).get(oauth.url("/api/test")), 401, "invalid_token");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/resource, api:write, api:read",
        "POST, /api/resource, api:read, api:write",
        "GET, /api/video, api:read, video:read",
        "GET, /api/mobile, api:read, mobile:access",
    })
    void missingScopeIsNamed(String method, String path, String granted, String missing) {
        refused(bearer(oauth.backendToken(granted)).request(method, oauth.url(path)), 403, "insufficient_scope")
                .then()
                .header("WWW-Authenticate", containsString("scope=\"" + missing + "\""));
    }

    @Test
    void foreignOriginIsRefused() {
        bearer(oauth.backendToken("api:read"))
                .header("Origin", "https://evil.example")
                .get(oauth.url("/api/test"))
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void validTokenIsToldWhatItSays() {
        Response tokens = oauth.codeFlow(admin.newPerson(), "openid profile api:read");
        bearer(accessToken(tokens))
                .get(oauth.url("/api/test"))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("message", notNullValue())
                .body("subject", notNullValue())
                .body("username", containsString("user-"))
                .body("client", equalTo("frontend"))
                .body("scopes", hasItem("api:read"))
                .body("audience", hasItem("backend"))
                .body("$", not(hasItem("actor")))
                .body("expires_at", greaterThan((int) (System.currentTimeMillis() / 1000)));
    }

    @Test
    void everyScopeOpensItsResource() {
        String token = oauth.backendToken("api:read api:write");
        bearer(token).get(oauth.url("/api/resource")).then().statusCode(200);
        bearer(token).post(oauth.url("/api/resource")).then().statusCode(200);
    }

    @Test
    void originOfTheClientIsAllowed() {
        String origin = oauth.url("");
        bearer(accessToken(oauth.codeFlow(admin.newPerson(), "openid")))
                .header("Origin", origin)
                .get(oauth.url("/api/test"))
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", origin);
    }

    @Test
    void preflightIsAnswered() {
        given().header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "GET")
                .options(oauth.url("/api/test"))
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Methods", containsString("GET"))
                .header("Access-Control-Allow-Headers", containsString("Authorization"));
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static Response refused(Response response, int status, String error) {
        response.then()
                .statusCode(status)
                .header("WWW-Authenticate", containsString("error=\"" + error + "\""))
                .header("Cache-Control", "no-store")
                .body("error", equalTo(error));
        return response;
    }
}
