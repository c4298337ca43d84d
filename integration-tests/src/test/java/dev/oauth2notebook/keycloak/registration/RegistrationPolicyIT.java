package dev.oauth2notebook.keycloak.registration;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Anonymous registration for trusted hosts: Keycloak's policies apply, with the error codes of RFC 7591. */
@ExtendWith(NotebookServer.class)
class RegistrationPolicyIT {

    private static final String REALM = "registration-" + UUID.randomUUID();
    private static final String POLICIES = "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy";
    private static final String REDIRECT_URI = "https://app.example/callback";

    private static final Admin ADMIN = new Admin(NotebookServer.get());
    private static final OAuth2 OAUTH = new OAuth2(NotebookServer.get());

    @BeforeAll
    static void createRealm() {
        ADMIN.create("", Map.of("realm", REALM, "enabled", true));
        configure(
                "trusted-hosts",
                Map.of(
                        "trusted-hosts", List.of("app.example"),
                        // A server in a container sees a different address of this machine than a local one.
                        "host-sending-registration-request-must-match", List.of("false"),
                        "client-uris-must-match", List.of("true")));
    }

    @AfterAll
    static void deleteRealm() {
        ADMIN.request().delete("/" + REALM).then().statusCode(204);
    }

    @Test
    void redirectUriAtAnotherHostIsInvalidRedirectUri() {
        register(Map.of("redirect_uris", List.of("https://evil.example/callback")))
                .statusCode(400)
                .body(hasJsonPath("$.error", equalTo("invalid_redirect_uri")))
                .body(hasJsonPath("$.error_description", containsString("Trusted Hosts")));
    }

    @Test
    void redirectUriWithoutAHostIsInvalidRedirectUri() {
        register(Map.of("redirect_uris", List.of("com.example.app:/callback")))
                .statusCode(400)
                .body(hasJsonPath("$.error", equalTo("invalid_redirect_uri")));
    }

    @Test
    void homePageAtAnotherHostIsInvalidClientMetadata() {
        register(Map.of("redirect_uris", List.of(REDIRECT_URI), "client_uri", "https://evil.example/"))
                .statusCode(400)
                .body(hasJsonPath("$.error", equalTo("invalid_client_metadata")));
    }

    @Test
    void scopeBeyondTheDefaultsIsInvalidClientMetadata() {
        ADMIN.create("/" + REALM + "/client-scopes", Map.of("name", "api:read", "protocol", "openid-connect"));
        register(Map.of("redirect_uris", List.of(REDIRECT_URI), "scope", "openid api:read"))
                .statusCode(400)
                .body(hasJsonPath("$.error", equalTo("invalid_client_metadata")))
                .body(hasJsonPath("$.error_description", containsString("Allowed Client Scopes")));
    }

    @Test
    void registeredClientNeedsConsentAndHasNoFullScope() {
        clientRegisteredWith("openid profile")
                .body(hasJsonPath("$[0].consentRequired", equalTo(true)))
                .body(hasJsonPath("$[0].fullScopeAllowed", equalTo(false)));
    }

    /**
     * If the administrator does not allow default scopes, a client that requests a scope gets none of them, as in
     * Keycloak.
     */
    @Test
    void defaultScopesAreNotKeptIfThePolicyForbidsThem() {
        configure(
                "allowed-client-templates",
                Map.of("allow-default-scopes", List.of("false"), "allowed-client-scopes", List.of("basic", "phone")));
        clientRegisteredWith("openid phone")
                .body(hasJsonPath("$[0].defaultClientScopes", equalTo(List.of("basic"))))
                .body(hasJsonPath("$[0].optionalClientScopes", equalTo(List.of("phone"))));
        configure("allowed-client-templates", Map.of("allow-default-scopes", List.of("true")));
    }

    /** Registers a client with a scope, and returns the admin API's response about it. */
    private static ValidatableResponse clientRegisteredWith(String scope) {
        String clientId = register(Map.of("redirect_uris", List.of(REDIRECT_URI), "scope", scope))
                .statusCode(201)
                .extract()
                .path("client_id");
        return ADMIN.request()
                .queryParam("clientId", clientId)
                .get("/" + REALM + "/clients")
                .then();
    }

    private static ValidatableResponse register(Map<String, Object> metadata) {
        return given().contentType(ContentType.JSON)
                .body(metadata)
                .post(OAUTH.url("/realms/" + REALM + "/oauth2/register"))
                .then()
                .header("Cache-Control", "no-store");
    }

    /** Sets the configuration of a policy for anonymous registration. */
    private static void configure(String provider, Map<String, List<String>> config) {
        List<Map<String, Object>> policies = ADMIN.request()
                .queryParam("type", POLICIES)
                .get("/" + REALM + "/components")
                .path("findAll { it.providerId == '" + provider + "' && it.subType == 'anonymous' }");
        Map<String, Object> policy = new HashMap<>(policies.get(0));
        policy.put("config", config);
        ADMIN.request()
                .body(policy)
                .put("/" + REALM + "/components/" + policy.get("id"))
                .then()
                .statusCode(204);
    }
}
