package dev.oauth2notebook.keycloak.api;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protected API against RFC 6750; refused requests come first. */
@ExtendWith(NotebookServer.class)
class ApiIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());

    @Test
    void missingTokenGetsChallengesWithoutAnError() {
        assertChallenged(given().get(oauth.url("/api/test")));
    }

    @Test
    void unsupportedSchemeGetsChallengesWithoutAnError() {
        assertChallenged(
                given().header("Authorization", "Basic YmFja2VuZDpzZWNyZXQ=").get(oauth.url("/api/test")));
    }

    @Test
    void tokenInTheQueryIsIgnored() {
        assertChallenged(given().queryParam("access_token", oauth.backendToken("api:read"))
                .get(oauth.url("/api/test")));
    }

    @Test
    void tokenInHeaderAndQueryIsInvalidRequest() {
        String token = oauth.backendToken("api:read");
        assertRefused(
                given().auth().oauth2(token).queryParam("access_token", token).get(oauth.url("/api/test")),
                400,
                "invalid_request");
    }

    @Test
    void tokenInHeaderAndFormIsInvalidRequest() {
        String token = oauth.backendToken("api:write");
        assertRefused(
                given().auth().oauth2(token).formParam("access_token", token).post(oauth.url("/api/resource")),
                400,
                "invalid_request");
    }

    @Test
    void twoAuthorizationHeadersAreInvalidRequest() {
        String token = oauth.backendToken("api:read");
        assertRefused(
                given().header("Authorization", "Bearer " + token, "Bearer " + token)
                        .get(oauth.url("/api/test")),
                400,
                "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer a b", "DPoP"})
    void malformedHeaderIsInvalidRequest(String header) {
        assertRefused(given().header("Authorization", header).get(oauth.url("/api/test")), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "a.b.c",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.",
                "e30.e30.",
                "eyJraWQiOiJ4In0.e30.",
                "bnVsbA.e30.AAAA",
                "eyJhbGciOm51bGx9.e30.AA",
                "eyJhbGciOiJSUzI1NiJ9.bnVsbA.AAAA",
            })
    void malformedTokenIsInvalidToken(String token) {
        assertRefused(bearer(token).get(oauth.url("/api/test")), 401, "invalid_token");
    }

    @Test
    void tokenWithAnAlteredSignatureIsInvalidToken() {
        String token = oauth.backendToken("api:read");
        char last = token.charAt(token.length() - 5);
        String altered = token.substring(0, token.length() - 5)
                + (last == 'A' ? 'B' : 'A')
                + token.substring(token.length() - 4);
        assertRefused(bearer(altered).get(oauth.url("/api/test")), 401, "invalid_token");
    }

    @Test
    void revokedTokenIsInvalidToken() {
        String token = oauth.backendToken("api:read");
        bearer(token).get(oauth.url("/api/test")).then().statusCode(200);
        oauth.post("/revoke", OAuth2.with(oauth.as("backend"), "token", token))
                .then()
                .statusCode(200);
        assertRefused(bearer(token).get(oauth.url("/api/test")), 401, "invalid_token");
    }

    @Test
    void tokenOfAnotherRealmIsInvalidToken() {
        String foreign = admin.token();
        assertRefused(bearer(foreign).get(oauth.url("/api/test")), 401, "invalid_token");
    }

    @Test
    void idTokenAndRefreshTokenAreInvalidTokens() {
        Response tokens = oauth.codeFlow(admin.newPerson(), "openid api:read");
        assertRefused(bearer(tokens.path("id_token")).get(oauth.url("/api/test")), 401, "invalid_token");
        assertRefused(bearer(tokens.path("refresh_token")).get(oauth.url("/api/test")), 401, "invalid_token");
    }

    @Test
    void tokenIsInvalidAfterItsSessionEnds() {
        Response tokens = oauth.codeFlow(admin.newPerson(), "openid api:read");
        String token = accessToken(tokens);
        bearer(token).get(oauth.url("/api/test")).then().statusCode(200);
        oauth.post("/revoke", OAuth2.with(oauth.as("frontend"), "token", tokens.path("refresh_token")))
                .then()
                .statusCode(200);
        assertRefused(bearer(token).get(oauth.url("/api/test")), 401, "invalid_token");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/resource, api:write, api:read",
        "POST, /api/resource, api:read, api:write",
        "GET, /api/video, api:read, video:read",
        "GET, /api/mobile, api:read, mobile:access",
    })
    void missingScopeIsNamedInTheChallenge(String method, String path, String granted, String missing) {
        assertRefused(bearer(oauth.backendToken(granted)).request(method, oauth.url(path)), 403, "insufficient_scope")
                .then()
                .header("WWW-Authenticate", containsString("scope=\"" + missing + "\""))
                .header(
                        "WWW-Authenticate",
                        containsString("resource_metadata=\""
                                + oauth.url("/.well-known/oauth-protected-resource" + path) + "\""));
    }

    /** RFC 9068 §4. */
    @ParameterizedTest
    @CsvSource({"/api/resource, 401", "/api/test, 200"})
    void tokenForAnotherAudienceIsAcceptedOnlyWhereNoAudienceIsRequired(String path, int status) {
        String token = accessToken(oauth.post(
                "/token",
                Map.of(
                        "client_id", oauth.env("BACKEND_CLIENT_ID"),
                        "client_secret", oauth.env("BACKEND_CLIENT_SECRET"),
                        "grant_type", OAuth2.TOKEN_EXCHANGE,
                        "subject_token", oauth.backendToken("api:read"),
                        "subject_token_type", OAuth2.ACCESS_TOKEN_TYPE,
                        "audience", oauth.env("DOWNSTREAM_CLIENT_ID"),
                        "scope", "api:read")));
        Response response = bearer(token).get(oauth.url(path));
        response.then().statusCode(status);
        if (status == 401) {
            assertRefused(response, status, "invalid_token");
        }
    }

    /** RFC 8705 §3. A mapper adds an arbitrary certificate thumbprint, so no request can satisfy the binding. */
    @Test
    void certificateBoundTokenIsRefusedWithoutTheCertificate() {
        String client = "client-" + UUID.randomUUID();
        admin.create(
                "/notebook/clients",
                Map.of(
                        "clientId",
                        client,
                        "secret",
                        "secret",
                        "serviceAccountsEnabled",
                        true,
                        "protocolMappers",
                        List.of(Map.of(
                                "name",
                                "binding",
                                "protocol",
                                "openid-connect",
                                "protocolMapper",
                                "oidc-hardcoded-claim-mapper",
                                "config",
                                Map.of(
                                        "claim.name", "cnf",
                                        "claim.value", "{\"x5t#S256\":\"bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2\"}",
                                        "jsonType.label", "JSON",
                                        "access.token.claim", "true")))));
        String token = accessToken(oauth.post(
                "/token", Map.of("client_id", client, "client_secret", "secret", "grant_type", "client_credentials")));
        assertRefused(bearer(token).get(oauth.url("/api/test")), 401, "invalid_token")
                .then()
                .body(hasJsonPath("$.error_description", containsString("certificate")));
    }

    /** Off by default: the realm configures no audience for an API. */
    @Test
    void realmWithoutAnApiAudienceHasNoApi() {
        for (String path : List.of("/oauth2/api/test", "/oauth2/api/resource", "/demo-api/test")) {
            bearer(admin.token()).get(oauth.url("/realms/master" + path)).then().statusCode(404);
        }
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
    void validTokenReturnsItsClaims() {
        Response tokens = oauth.codeFlow(admin.newPerson(), "openid profile api:read");
        bearer(accessToken(tokens))
                .get(oauth.url("/api/test"))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body(hasJsonPath("$.message", notNullValue()))
                .body(hasJsonPath("$.subject", notNullValue()))
                .body(hasJsonPath("$.username", containsString("user-")))
                .body(hasJsonPath("$.client", equalTo("frontend")))
                .body(hasJsonPath("$.scopes", hasItem("api:read")))
                .body(hasJsonPath("$.audience", hasItem("backend")))
                .body(hasNoJsonPath("$.actor"))
                .body(hasJsonPath("$.expires_at", greaterThan((int) (System.currentTimeMillis() / 1000))));
    }

    @Test
    void everyScopeGrantsAccessToItsResource() {
        String token = oauth.backendToken("api:read api:write");
        bearer(token).get(oauth.url("/api/resource")).then().statusCode(200);
        bearer(token).post(oauth.url("/api/resource")).then().statusCode(200);
    }

    @Test
    void clientOriginIsAllowed() {
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

    /** Without a token there is no error code (RFC 6750 §3.1), and every scheme is offered (RFC 9449 §7.1). */
    private void assertChallenged(Response response) {
        response.then().statusCode(401).header("Cache-Control", "no-store");
        assertThat(challenges(response))
                .hasSize(2)
                .noneMatch(challenge -> challenge.contains("error"))
                .allMatch(challenge -> challenge.contains("realm=\"notebook\", scope=\"openid\", resource_metadata=\""
                        + oauth.url("/.well-known/oauth-protected-resource/api/test") + "\""));
        assertThat(challenges(response).get(0)).startsWith("Bearer ").doesNotContain("algs");
        assertThat(challenges(response).get(1)).startsWith("DPoP ").containsPattern("algs=\"[^\"]*ES256[^\"]*\"");
    }

    private static List<String> challenges(Response response) {
        return response.headers().getValues("WWW-Authenticate");
    }

    private static Response assertRefused(Response response, int status, String error) {
        response.then()
                .statusCode(status)
                .header("Cache-Control", "no-store")
                .body(hasJsonPath("$.error", equalTo(error)));
        assertThat(challenges(response))
                .hasSize(status == 401 ? 2 : 1)
                .filteredOn(challenge -> challenge.contains("error=\"" + error + "\""))
                .hasSize(1);
        return response;
    }
}
