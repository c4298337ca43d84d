package dev.oauth2notebook.keycloak.metadata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Poll;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The metadata documents of both mounts, and their validation by a strict client (RFC 8414 §3.3). */
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

    /** Fields that depend on the realm's clients in the documents of the mounts. */
    private static final Set<String> NARROWED = Set.of(
            "grant_types_supported",
            "response_types_supported",
            "code_challenge_methods_supported",
            "scopes_supported",
            "backchannel_authentication_endpoint",
            "backchannel_token_delivery_modes_supported",
            "backchannel_authentication_request_signing_alg_values_supported");

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    @ParameterizedTest
    @CsvSource({
        "'', oauth-authorization-server",
        "'', openid-configuration",
        "/realms/notebook/oauth2, oauth-authorization-server",
        "/realms/notebook/oauth2, openid-configuration",
    })
    void documentEqualsKeycloaksExceptForTheAliasesOfItsMount(String mount, String document) {
        Map<String, Object> keycloaks = get("/realms/notebook/.well-known/" + document);
        Map<String, Object> expected = new HashMap<>(keycloaks);
        ALIASES.forEach((field, alias) -> expected.put(field, oauth.url(mount + alias)));
        Map<String, Object> mtls = new HashMap<>();
        ((Map<?, ?>) keycloaks.get("mtls_endpoint_aliases"))
                .forEach((field, url) -> mtls.put(
                        (String) field, ALIASES.containsKey(field) ? oauth.url(mount + ALIASES.get(field)) : url));
        expected.put("mtls_endpoint_aliases", mtls);

        Map<String, Object> actual = get(mount + "/.well-known/" + document);
        expected.keySet().removeAll(NARROWED);
        actual.keySet().removeAll(NARROWED);
        ((Map<?, ?>) expected.get("mtls_endpoint_aliases")).keySet().removeAll(NARROWED);
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/realms/notebook/oauth2"})
    void featuresThatNoClientMayUseAreNotAdvertised(String mount) {
        Map<String, Object> metadata = get(mount + "/.well-known/oauth-authorization-server");
        assertThat(list(metadata, "grant_types_supported"))
                .contains("authorization_code", "client_credentials", "refresh_token")
                .contains(OAuth2.DEVICE_CODE, OAuth2.TOKEN_EXCHANGE)
                .doesNotContain("implicit", "password", "urn:openid:params:grant-type:ciba");
        assertThat(list(metadata, "response_types_supported")).contains("code").doesNotContain("token", "id_token");
        assertThat(list(metadata, "scopes_supported"))
                .contains("openid", "profile", "email", "offline_access")
                .contains("api:read", "api:write", "mobile:access", "video:read")
                .doesNotContain("basic", "web-origins", "roles", "acr", "backend-audience", "service_account");
        assertThat(metadata)
                .doesNotContainKeys(NARROWED.stream()
                        .filter(field -> field.startsWith("backchannel_"))
                        .toArray(String[]::new));
    }

    /** Uses a separate realm, because other tests create clients without PKCE in the shipped one. */
    @Test
    void metadataReflectsTheClientsOfTheRealm() {
        Admin admin = new Admin(NotebookServer.get());
        String realm = "metadata-" + UUID.randomUUID();
        admin.create("", Map.of("realm", realm, "enabled", true));
        try {
            String document = "/realms/" + realm + "/oauth2/.well-known/openid-configuration";
            assertThat(list(get(document), "code_challenge_methods_supported")).containsExactly("S256");
            assertThat(list(get(document), "grant_types_supported")).doesNotContain("authorization_code", "implicit");

            Map<String, Object> client = new HashMap<>();
            client.put("clientId", "strict");
            client.put("redirectUris", List.of("https://app.example/callback"));
            client.put("attributes", Map.of("pkce.code.challenge.method", "S256"));
            client.put("directAccessGrantsEnabled", false);
            admin.create("/" + realm + "/clients", client);
            Map<String, Object> strict = await(document, "grant_types_supported", "authorization_code");
            assertThat(list(strict, "code_challenge_methods_supported")).containsExactly("S256");
            assertThat(list(strict, "grant_types_supported")).doesNotContain("implicit");

            client.put("clientId", "lenient");
            client.put("attributes", Map.of());
            client.put("implicitFlowEnabled", true);
            client.put("publicClient", true);
            admin.create("/" + realm + "/clients", client);
            Map<String, Object> lenient = await(document, "grant_types_supported", "implicit");
            assertThat(list(lenient, "code_challenge_methods_supported")).contains("plain", "S256");
            assertThat(list(lenient, "response_types_supported")).contains("code id_token");
        } finally {
            admin.request().delete("/" + realm).then().statusCode(204);
        }
    }

    /** Polls, because the server caches what it knows about the clients for some seconds. */
    private Map<String, Object> await(String document, String field, String value) {
        return Poll.until(() -> get(document), metadata -> list(metadata, field).contains(value));
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Map<String, Object> metadata, String field) {
        return (List<String>) metadata.get(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"})
    void headersEqualThoseOfKeycloaksDocument(String path) {
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
    void documentAtTheWellKnownPathOfTheIssuerNamesTheIssuer() {
        String issuer = oauth.url("/realms/notebook");
        Map<String, Object> metadata = get("/.well-known/oauth-authorization-server/realms/notebook");
        assertThat(metadata).containsEntry("issuer", issuer);
        assertThat(get("/.well-known/oauth-authorization-server")).containsEntry("issuer", issuer);
        assertThat(metadata).containsEntry("authorization_response_iss_parameter_supported", true);
    }

    @Test
    void everyAdvertisedEndpointExists() {
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
