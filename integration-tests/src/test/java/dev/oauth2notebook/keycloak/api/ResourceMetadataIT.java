package dev.oauth2notebook.keycloak.api;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protected resource metadata of the API (RFC 9728). */
@ExtendWith(NotebookServer.class)
class ResourceMetadataIT {

    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/x",
                "/api/test/x",
                "/token",
                "/realms",
                "/realms/notebook",
                "/realms/notebook/oauth2/api/x",
                "/realms/missing/oauth2/api/test",
                "/realms/notebook/device/api/test"
            })
    void otherPathsHaveNoMetadata(String path) {
        given().urlEncodingEnabled(false)
                .get(oauth.url(WELL_KNOWN + path))
                .then()
                .statusCode(404);
    }

    @Test
    void nonNormalisedPathIsRefused() {
        given().urlEncodingEnabled(false)
                .get(oauth.url(WELL_KNOWN + "/realms/notebook/oauth2/%2e%2e/x"))
                .then()
                .statusCode(400);
    }

    @Test
    void unsupportedMethodIsRefusedWithTheAllowedMethods() {
        given().post(oauth.url(WELL_KNOWN + "/api/test"))
                .then()
                .statusCode(405)
                .header("Allow", equalTo("GET, HEAD, OPTIONS"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', api:read api:write video:read mobile:access",
        "/api/test, openid",
        "/api/resource, api:read api:write",
        "/api/video, video:read",
        "/api/mobile, mobile:access",
        "/realms/notebook/oauth2, api:read api:write video:read mobile:access",
        "/realms/notebook/oauth2/api/test, openid",
        "/realms/notebook/oauth2/api/resource, api:read api:write",
        "/realms/notebook/oauth2/api/video, video:read",
        "/realms/notebook/oauth2/api/mobile, mobile:access",
    })
    void metadataIsServedAtTheWellKnownPathFollowedByTheResourcePath(String path, String scopes) {
        given().header("Origin", "https://app.example")
                .get(oauth.url(WELL_KNOWN + path))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Access-Control-Allow-Origin", "https://app.example")
                .body(hasJsonPath("$.resource", equalTo(oauth.url(path))))
                .body(hasJsonPath("$.authorization_servers", contains(oauth.url("/realms/notebook"))))
                .body(hasJsonPath("$.scopes_supported", contains(scopes.split(" "))))
                .body(hasJsonPath("$.bearer_methods_supported", contains("header")))
                .body(hasJsonPath("$.dpop_signing_alg_values_supported", hasItems("ES256", "PS256")))
                .body(hasJsonPath("$.dpop_signing_alg_values_supported", not(hasItems("none"))))
                .body(hasJsonPath("$.dpop_signing_alg_values_supported", not(hasItems("HS256"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/test", "/realms/notebook/oauth2/api/test", "/realms/notebook/oauth2/api/video"})
    void challengePointsToTheMetadata(String path) {
        given().get(oauth.url(path))
                .then()
                .statusCode(401)
                .header(
                        "WWW-Authenticate",
                        containsString("resource_metadata=\"" + oauth.url(WELL_KNOWN + path) + "\""));
    }

    @Test
    void preflightIsAnswered() {
        given().header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "GET")
                .options(oauth.url(WELL_KNOWN + "/api/test"))
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Methods", containsString("GET"));
    }
}
