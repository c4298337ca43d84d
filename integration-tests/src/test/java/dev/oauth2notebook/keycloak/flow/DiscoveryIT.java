package dev.oauth2notebook.keycloak.flow;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the notebook requests before any flow: {@code /health} and the metadata (RFC 8414). */
@ExtendWith(NotebookServer.class)
class DiscoveryIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/nothing", "/.well-known/oauth-authorization-server/realms/nowhere"})
    void unknownDocumentIsNotFound(String path) {
        given().get(oauth.url(path)).then().statusCode(404);
    }

    @Test
    void metadataCannotBePosted() {
        given().post(oauth.url("/.well-known/oauth-authorization-server"))
                .then()
                .statusCode(405)
                .header("Allow", containsString("GET"));
    }

    @ParameterizedTest
    @CsvSource({
        "authorization_endpoint, /auth",
        "token_endpoint, /token",
        "userinfo_endpoint, /userinfo",
        "device_authorization_endpoint, /device_authorization",
        "introspection_endpoint, /introspect",
        "revocation_endpoint, /revoke",
        "jwks_uri, /jwks",
    })
    void metadataNamesTheEndpointsThatTheNotebookShows(String field, String alias) {
        given().get(oauth.url("/.well-known/oauth-authorization-server"))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(hasJsonPath("$.issuer", equalTo(oauth.url("/realms/notebook"))))
                .body(field, equalTo(oauth.url(alias)));
    }

    @Test
    void metadataAdvertisesPkceAndTheIssuerInTheResponse() {
        given().get(oauth.url("/.well-known/oauth-authorization-server"))
                .then()
                .body(hasJsonPath("$.code_challenge_methods_supported", hasItem("S256")))
                .body(hasJsonPath("$.authorization_response_iss_parameter_supported", equalTo(true)));
    }

    @Test
    void healthIsUp() {
        given().get(oauth.url("/health")).then().statusCode(200).body(hasJsonPath("$.status", equalTo("UP")));
    }

    @Test
    void onlyPublicKeysArePublished() {
        given().get(oauth.url("/jwks"))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.keys[*].kty", hasItem("RSA")))
                .body(not(containsString("\"d\":")))
                .body(not(containsString("\"oct\"")));
    }
}
