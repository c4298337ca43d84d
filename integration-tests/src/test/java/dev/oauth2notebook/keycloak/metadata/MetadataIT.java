package dev.oauth2notebook.keycloak.metadata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The metadata documents of both mounts, and what a strict client (RFC 8414 §3.3) makes of them. */
@ExtendWith(NotebookServer.class)
class MetadataIT {

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("authorization_endpoint", "/auth"),
            Map.entry("token_endpoint", "/token"),
            Map.entry("introspection_endpoint", "/introspect"),
            Map.entry("revocation_endpoint", "/revoke"),
            Map.entry("userinfo_endpoint", "/userinfo"),
            Map.entry("device_authorization_endpoint", "/device_authorization"),
            Map.entry("pushed_authorization_request_endpoint", "/par"),
            Map.entry("registration_endpoint", "/register"),
            Map.entry("end_session_endpoint", "/logout"),
            Map.entry("jwks_uri", "/jwks"));

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    @ParameterizedTest
    @CsvSource({
        "'', oauth-authorization-server",
        "'', openid-configuration",
        "/realms/notebook/oauth2, oauth-authorization-server",
        "/realms/notebook/oauth2, openid-configuration",
    })
    void documentIsKeycloaksOwnButNamesTheAliasesOfItsMount(String mount, String document) {
        Map<String, Object> keycloaks = get("/realms/notebook/.well-known/" + document);
        Map<String, Object> expected = new HashMap<>(keycloaks);
        ALIASES.forEach((field, alias) -> expected.put(field, oauth.url(mount + alias)));
        Map<String, Object> mtls = new HashMap<>();
        ((Map<?, ?>) keycloaks.get("mtls_endpoint_aliases"))
                .forEach((field, url) -> mtls.put(
                        (String) field, ALIASES.containsKey(field) ? oauth.url(mount + ALIASES.get(field)) : url));
        expected.put("mtls_endpoint_aliases", mtls);

        assertThat(get(mount + "/.well-known/" + document)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"})
    void headersAreThoseOfKeycloaksDocument(String path) {
        Response own = given().header("Origin", "https://app.example").get(oauth.url(path));
        Response keycloaks = given().header("Origin", "https://app.example").get(oauth.url("/realms/notebook" + path));
        for (String header : new String[] {"Content-Type", "Cache-Control", "Access-Control-Allow-Origin"}) {
            assertThat(own.header(header)).as(header).isNotNull().isEqualTo(keycloaks.header(header));
        }
        given().header("Origin", "https://app.example")
                .options(oauth.url(path))
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Methods", containsString("GET"));
    }

    @Test
    void strictClientFindsItsIssuerInTheDocumentAtTheIssuersWellKnownPath() {
        String issuer = oauth.url("/realms/notebook");
        Map<String, Object> metadata = get("/.well-known/oauth-authorization-server/realms/notebook");
        assertThat(metadata).containsEntry("issuer", issuer);
        assertThat(get("/.well-known/oauth-authorization-server")).containsEntry("issuer", issuer);
        assertThat(metadata).containsEntry("authorization_response_iss_parameter_supported", true);
    }

    @Test
    void everyNamedEndpointExists() {
        get("/.well-known/oauth-authorization-server").forEach((field, value) -> {
            if (ALIASES.containsKey(field)) {
                int status = given().redirects()
                        .follow(false)
                        .options((String) value)
                        .statusCode();
                assertThat(status).as(field + " " + value).isEqualTo(200);
            }
        });
    }

    private Map<String, Object> get(String path) {
        return given().get(oauth.url(path))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("$");
    }
}
