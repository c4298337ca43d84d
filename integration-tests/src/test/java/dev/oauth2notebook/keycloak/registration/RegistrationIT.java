package dev.oauth2notebook.keycloak.registration;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dynamic client registration (RFC 7591, RFC 7592) in the shipped realm; refused requests come first. */
@ExtendWith(NotebookServer.class)
class RegistrationIT {

    private static final String ALIAS = "/register";
    private static final String NATIVE = "/realms/notebook/clients-registrations/openid-connect";
    private static final String REDIRECT_URI = "https://app.example/callback";
    private static final Map<String, Object> METADATA = Map.of("redirect_uris", List.of(REDIRECT_URI));

    private static final OAuth2 OAUTH = new OAuth2(NotebookServer.get());
    private static final Admin ADMIN = new Admin(NotebookServer.get());
    private static String initialAccessToken;

    private final List<Response> registered = new ArrayList<>();

    @BeforeAll
    static void getInitialAccessToken() {
        initialAccessToken = ADMIN.initialAccessToken(1000);
    }

    /** Other tests depend on what the clients of the realm can do. */
    @AfterEach
    void deleteRegisteredClients() {
        registered.forEach(client -> own(client).delete(OAUTH.url(clientPath(client))));
    }

    static List<String> paths() {
        return List.of(ALIAS, "/realms/notebook/oauth2/register", NATIVE);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void requestWithoutATokenIsChallenged(String path) {
        json().body(METADATA)
                .post(OAUTH.url(path))
                .then()
                .statusCode(401)
                .contentType(ContentType.JSON)
                .header("WWW-Authenticate", "Bearer realm=\"notebook\"") // RFC 6750 §3: without an error
                .header("Cache-Control", "no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "e30.e30.",
                "bnVsbA.e30.AAAA",
                "eyJraWQiOiJ4In0.e30.",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJIUzUxMiJ9.e30.AAAA"
            })
    void invalidTokenIsRefused(String token) {
        for (String path : paths()) {
            json().auth()
                    .oauth2(token)
                    .body(METADATA)
                    .post(OAUTH.url(path))
                    .then()
                    .statusCode(401)
                    .body(hasJsonPath("$.error", equalTo("invalid_token")))
                    .header("WWW-Authenticate", "Bearer realm=\"notebook\", error=\"invalid_token\"")
                    .header("Cache-Control", "no-store");
        }
    }

    @Test
    void accessTokenWithoutTheRoleIsRefused() {
        json().auth()
                .oauth2(OAUTH.backendToken("api:read"))
                .body(METADATA)
                .post(OAUTH.url(ALIAS))
                .then()
                .statusCode(403)
                .body(hasJsonPath("$.error", equalTo("insufficient_scope")))
                .header("WWW-Authenticate", "Bearer realm=\"notebook\", error=\"insufficient_scope\"");
    }

    @Test
    void exhaustedInitialAccessTokenIsRefused() {
        String token = ADMIN.initialAccessToken(1);
        keep(json().auth().oauth2(token).body(METADATA).post(OAUTH.url(ALIAS)));
        json().auth()
                .oauth2(token)
                .body(METADATA)
                .post(OAUTH.url(ALIAS))
                .then()
                .statusCode(401)
                .body(hasJsonPath("$.error", equalTo("invalid_token")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "[{}]", "5", "\"x\"", "{", "{} {}", "{\"scope\":\"a\",\"scope\":\"b\"}"})
    void bodyThatIsNotAJsonObjectIsRefused(String body) {
        for (String path : paths()) {
            assertRefused(initial().body(body).post(OAUTH.url(path)), "invalid_client_metadata");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'redirect_uris':['javascript:alert(1)']} | invalid_redirect_uri",
                "{'redirect_uris':['https://app.example/#fragment']} | invalid_redirect_uri",
                "{'redirect_uris':['::::']} | invalid_redirect_uri",
                "{'redirect_uris':'https://app.example/'} | invalid_redirect_uri",
                "{'redirect_uris':[null]} | invalid_redirect_uri",
                "{'redirect_uris':['']} | invalid_redirect_uri",
                "{'client_id':'frontend'} | invalid_client_metadata",
                "{'client_name':{}} | invalid_client_metadata",
                "{'client_name':'a\\u0000b'} | invalid_client_metadata",
                "{'client_uri':'javascript:alert(1)'} | invalid_client_metadata",
                "{'grant_types':['bogus']} | invalid_client_metadata",
                "{'grant_types':['authorization_code','bogus']} | invalid_client_metadata",
                "{'grant_types':[null]} | invalid_client_metadata",
                "{'response_types':['bogus']} | invalid_client_metadata",
                "{'token_endpoint_auth_method':'bogus'} | invalid_client_metadata",
                "{'token_endpoint_auth_method':'private_key_jwt'} | invalid_client_metadata",
                "{'jwks':{}} | invalid_client_metadata",
                "{'jwks':{'keys':[{'kty':'RSA','use':'sig'}]}} | invalid_client_metadata",
                "{'jwks_uri':'::::'} | invalid_client_metadata",
                "{'subject_type':'bogus'} | invalid_client_metadata",
                "{'default_max_age':'x'} | invalid_client_metadata",
            })
    void invalidMetadataIsRefusedWithTheRegisteredErrorCode(String metadata, String error) {
        for (String path : List.of(ALIAS, NATIVE)) {
            assertRefused(initial().body(metadata.replace('\'', '"')).post(OAUTH.url(path)), error);
        }
    }

    @Test
    void overlongValueIsRefused() {
        String tooLong = "https://app.example/" + "x".repeat(300);
        assertRefused(register(Map.of("redirect_uris", List.of(tooLong))), "invalid_redirect_uri");
        assertRefused(register(Map.of("client_uri", tooLong)), "invalid_client_metadata");
        assertRefused(register(Map.of("client_name", tooLong)), "invalid_client_metadata");
    }

    /** Neither is advertised: no client scope has the first name, and the second adds an audience. */
    @ParameterizedTest
    @ValueSource(strings = {"bogus", "backend-audience", "openid api:read backend-audience", "api:read\tapi:write"})
    void scopeNotAllowedByThePolicyIsRefused(String scope) {
        assertRefused(register(with(METADATA, "scope", scope)), "invalid_client_metadata");
        Response client = keep(register(METADATA));
        Map<String, Object> update = with(METADATA, "client_id", client.path("client_id"));
        assertRefused(
                own(client).body(with(update, "scope", scope)).put(OAUTH.url(clientPath(client))),
                "invalid_client_metadata");
    }

    @Test
    void clientCannotBeAccessedByOthers() {
        String path = clientPath(keep(register(METADATA)));
        Response other = keep(register(METADATA));
        for (RequestSpecification stranger : List.of(json(), initial(), own(other))) {
            given().spec(stranger).get(OAUTH.url(path)).then().statusCode(401);
            given().spec(stranger).body(METADATA).put(OAUTH.url(path)).then().statusCode(401);
            given().spec(stranger).delete(OAUTH.url(path)).then().statusCode(401);
        }
    }

    @Test
    void updateMustNameTheClientAndMayNotRenameIt() {
        Response client = keep(register(METADATA));
        String url = OAUTH.url(clientPath(client));
        assertRefused(own(client).body(METADATA).put(url), "invalid_client_metadata");
        assertRefused(own(client).body(with(METADATA, "scope", "profile")).put(url), "invalid_client_metadata");
        assertRefused(own(client).body(with(METADATA, "client_id", "frontend")).put(url), "invalid_client_metadata");
        assertRefused(own(client).body("").put(url), "invalid_client_metadata");
    }

    /** RFC 7591 §2. */
    @ParameterizedTest
    @MethodSource("paths")
    void unknownMetadataIsIgnored(String path) {
        Map<String, Object> metadata = new HashMap<>(METADATA);
        metadata.put("client_name#de", "Beispiel");
        metadata.put("software_statement", "e30.e30.");
        metadata.put("x-unknown", Map.of("nested", List.of(1, 2)));
        keep(initial().body(metadata).post(OAUTH.url(path)))
                .then()
                .header("Cache-Control", "no-store")
                .body(hasJsonPath("$.redirect_uris", equalTo(List.of(REDIRECT_URI))))
                .body(hasNoJsonPath("$['x-unknown']"))
                .body(hasJsonPath("$.client_id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"openid", "openid profile email", "api:read", "openid offline_access api:read api:write", ""})
    void advertisedScopesMayBeRequestedAndDefaultScopesAreKept(String scope) {
        List<String> defaults = defaultScopes(keep(register(METADATA)));
        Response client = keep(register(with(METADATA, "scope", scope)));
        assertThat(defaultScopes(client)).containsExactlyInAnyOrderElementsOf(defaults);
        assertThat(scopes(client)).contains("openid", "profile", "email").containsAll(names(scope));
        assertThat(scopes(client)).doesNotContain("video:read", "address");
    }

    @Test
    void everyScopeOfTheShippedRealmMayBeRequested() {
        String all = "openid profile email offline_access api:read api:write mobile:access video:read";
        List<String> advertised = given().get(OAUTH.url("/.well-known/oauth-authorization-server"))
                .path("scopes_supported");
        assertThat(advertised).containsAll(names(all));
        assertThat(scopes(keep(register(with(METADATA, "scope", all))))).containsAll(names(all));
    }

    @Test
    void registeredClientGetsTheRequestedScopeAndNoAudience() {
        Map<String, Object> metadata = with(METADATA, "scope", "api:read");
        Response client = keep(register(with(metadata, "grant_types", List.of("client_credentials"))));
        Map<String, String> form = Map.of(
                "client_id", client.path("client_id"),
                "client_secret", client.path("client_secret"),
                "grant_type", "client_credentials");
        String token = OAuth2.accessToken(OAUTH.post("/token", OAuth2.with(form, "scope", "api:read")));
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        assertThat(claims).contains("api:read").doesNotContain("\"aud\":\"backend\"");
        OAUTH.post("/token", OAuth2.with(form, "scope", "api:write"))
                .then()
                .statusCode(400)
                .body(hasJsonPath("$.error", equalTo("invalid_scope")));
    }

    @ParameterizedTest
    @ValueSource(strings = {ALIAS, NATIVE})
    void clientCanReadUpdateAndDeleteItself(String path) {
        Response client = keep(initial().body(METADATA).post(OAUTH.url(path)));
        String url = OAUTH.url(path + "/" + client.path("client_id"));
        List<String> defaults = defaultScopes(client);
        Map<String, Object> read = own(client)
                .get(url)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .path("$");
        Response updated = own(client)
                .body(with(with(read, "client_name", "Renamed"), "scope", "openid profile api:write"))
                .put(url);
        updated.then().statusCode(200).body(hasJsonPath("$.client_name", equalTo("Renamed")));
        keep(updated);
        assertThat(defaultScopes(updated)).containsExactlyInAnyOrderElementsOf(defaults);
        assertThat(scopes(updated)).contains("openid", "profile", "api:write").doesNotContain("address");
        own(updated).delete(url).then().statusCode(204);
        own(updated).get(url).then().statusCode(401);
    }

    private static void assertRefused(Response response, String error) {
        response.then()
                .statusCode(400)
                .contentType(ContentType.JSON)
                .header("Cache-Control", "no-store")
                .body(hasJsonPath("$.error", equalTo(error)))
                .body(hasJsonPath("$.error_description"));
    }

    private static Response register(Map<String, Object> metadata) {
        return initial().body(metadata).post(OAUTH.url(ALIAS));
    }

    private Response keep(Response client) {
        assertThat(client.statusCode()).as(client.asString()).isIn(200, 201);
        registered.removeIf(known -> known.path("client_id").equals(client.path("client_id")));
        registered.add(client);
        return client;
    }

    private static RequestSpecification json() {
        return given().contentType(ContentType.JSON);
    }

    private static RequestSpecification initial() {
        return json().auth().oauth2(initialAccessToken);
    }

    private static RequestSpecification own(Response client) {
        return json().auth().oauth2(client.path("registration_access_token"));
    }

    private static String clientPath(Response client) {
        return ALIAS + "/" + client.path("client_id");
    }

    private static List<String> defaultScopes(Response client) {
        return ADMIN.request()
                .queryParam("clientId", client.<String>path("client_id"))
                .get("/notebook/clients")
                .path("[0].defaultClientScopes");
    }

    private static List<String> scopes(Response client) {
        return names(client.path("scope"));
    }

    private static List<String> names(String scope) {
        return scope.isEmpty() ? List.of() : List.of(scope.split(" "));
    }

    private static Map<String, Object> with(Map<String, Object> metadata, String name, Object value) {
        Map<String, Object> copy = new HashMap<>(metadata);
        copy.put(name, value);
        return copy;
    }
}
