package dev.oauth2notebook.keycloak.modules;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.ServerProcess;
import dev.oauth2notebook.keycloak.support.StockKeycloak;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each jar alone in an otherwise unchanged Keycloak, and all of them together without any configuration. */
class ModulesIT {

    private static final String REALM = "tenant";
    private static final String CLIENT = "service";

    @TempDir
    private static Path folder;

    private static StockKeycloak keycloak;

    private ServerProcess server;

    @BeforeAll
    static void unpack() throws IOException {
        keycloak = StockKeycloak.create(folder);
    }

    static Stream<Arguments> modules() {
        return Stream.of(
                module("aliases", ModulesIT::aliasesAnswer),
                module("conformance", ModulesIT::pushedRequestsAreAccepted),
                module("token-exchange", ModulesIT::actorTokensAreNotIgnored),
                module("device", ModulesIT::userCodesAreConsonants),
                module("signatures", ModulesIT::tokensAreSignedNatively),
                module("pages", ModulesIT::loginPageIsShown),
                module("demo-api", ModulesIT::apiAnswersWhereItIsSwitchedOn),
                module("explorer", ModulesIT::explorerIsOff));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modules")
    void jarWorksAlone(String module, Consumer<ModulesIT> check) throws Exception {
        try (ServerProcess started = keycloak.startWith(List.of(module))) {
            server = started;
            createRealm();
            check.accept(this);
            assertThat(server.log()).doesNotContain(" ERROR [");
        }
    }

    @Test
    void nothingIsOnByDefault() throws Exception {
        try (ServerProcess started = keycloak.startWith(StockKeycloak.MODULES)) {
            server = started;
            given().redirects().follow(false).get(url("/")).then().header("Location", containsString("/admin/"));
            for (String path : List.of(
                    "/token",
                    "/api/test",
                    "/callback",
                    "/realms/master/oauth2",
                    "/realms/master/oauth2/callback",
                    "/realms/master/oauth2/api/test",
                    "/realms/master/demo-api/test",
                    "/realms/master/explorer",
                    "/realms/master/oauth2/explorer")) {
                given().get(url(path)).then().statusCode(404);
            }
            given().get(url("/realms/master/oauth2/jwks")).then().statusCode(200);
        }
    }

    private static Arguments module(String name, Consumer<ModulesIT> check) {
        return Arguments.of(name, check);
    }

    private void aliasesAnswer() {
        asService()
                .formParam("grant_type", "client_credentials")
                .post(realm("/oauth2/token"))
                .then()
                .statusCode(200);
        given().header("Accept", "text/html")
                .get(realm("/oauth2/token"))
                .then()
                .statusCode(405)
                .contentType("application/json");
        for (String path : List.of("/oauth2", "/oauth2/callback", "/oauth2/api/test")) {
            given().get(realm(path)).then().statusCode(404);
        }
    }

    private void pushedRequestsAreAccepted() {
        asService()
                .formParam("response_type", "code")
                .formParam("redirect_uri", "https://client.example/callback")
                .post(realm("/protocol/openid-connect/ext/par/request"))
                .then()
                .statusCode(201)
                .header("Date", notNullValue());
    }

    private void actorTokensAreNotIgnored() {
        String token = token();
        RequestSpecification exchange = asService()
                .formParam("grant_type", OAuth2.TOKEN_EXCHANGE)
                .formParam("subject_token", token)
                .formParam("subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
        String endpoint = realm("/protocol/openid-connect/token");
        exchange.post(endpoint).then().statusCode(200);
        exchange.formParam("actor_token", token)
                .formParam("actor_token_type", "urn:ietf:params:oauth:token-type:access_token")
                .post(endpoint)
                .then()
                .statusCode(400)
                .body(hasJsonPath("$.error", equalTo("invalid_request")));
        permitToolsAnswer();
    }

    /** The page is off until the option names its realms. */
    private void permitToolsAnswer() {
        Admin admin = new Admin(server);
        String policy = "/" + REALM + "/token-exchange-policy";
        admin.request()
                .get(policy + "/permits")
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.permits.length()", equalTo(0)));
        admin.request().get(policy + "/suggestions").then().statusCode(200);
        admin.request()
                .body(Map.of("requester", CLIENT, "subject", Map.of("client", CLIENT)))
                .post(policy + "/simulate")
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.error", equalTo("unauthorized_client")));
        for (String path : List.of(realm("/permits"), url("/realms/master/permits/" + REALM))) {
            given().get(path).then().statusCode(404);
        }
    }

    private void userCodesAreConsonants() {
        String code = asService()
                .post(realm("/protocol/openid-connect/auth/device"))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.user_code", matchesPattern("[B-Z]{4}-[B-Z]{4}")))
                .extract()
                .path("user_code");
        given().queryParam("user_code", code)
                .get(realm("/device"))
                .then()
                .statusCode(200)
                .body(containsString(code))
                .body(containsString("oauth2-device.css"));
    }

    private void tokensAreSignedNatively() {
        assertThat(token()).isNotEmpty();
        assertThat(new Admin(server)
                        .serverInfo()
                        .getString("providers.signature.providers.RS256.operationalInfo.signer"))
                .startsWith("Amazon Corretto Crypto Provider");
    }

    private void loginPageIsShown() {
        given().queryParam("client_id", CLIENT)
                .queryParam("response_type", "code")
                .queryParam("redirect_uri", "https://client.example/callback")
                .get(realm("/protocol/openid-connect/auth"))
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("name=\"password\""));
    }

    private void apiAnswersWhereItIsSwitchedOn() {
        given().get(url("/realms/master/demo-api/test")).then().statusCode(404);
        given().get(realm("/demo-api/test"))
                .then()
                .statusCode(401)
                .header(
                        "WWW-Authenticate",
                        containsString("resource_metadata=\"" + url("/.well-known/oauth-protected-resource/realms/")
                                + REALM + "/demo-api/test\""));
        given().get(url("/.well-known/oauth-protected-resource/realms/" + REALM + "/demo-api/test"))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.resource", equalTo(realm("/demo-api/test"))))
                .body(hasJsonPath("$.authorization_servers[0]", startsWith(url("/realms/"))));
        given().auth().oauth2(token()).get(realm("/demo-api/test")).then().statusCode(200);
    }

    private void explorerIsOff() {
        for (String path :
                List.of("/explorer", "/explorer/requests", "/explorer/stream", "/explorer/assets/explorer.js")) {
            given().get(realm(path)).then().statusCode(404);
        }
        assertThat(token()).isNotEmpty();
    }

    private void createRealm() {
        new Admin(server)
                .create(
                        "",
                        Map.of(
                                "realm",
                                REALM,
                                "enabled",
                                true,
                                "attributes",
                                Map.of("api-audience", CLIENT),
                                "clients",
                                List.of(Map.of(
                                        "clientId",
                                        CLIENT,
                                        "secret",
                                        CLIENT,
                                        "serviceAccountsEnabled",
                                        true,
                                        "redirectUris",
                                        List.of("https://client.example/callback"),
                                        "attributes",
                                        Map.of(
                                                "standard.token.exchange.enabled", "true",
                                                "oauth2.device.authorization.grant.enabled", "true")))));
    }

    private String token() {
        return asService()
                .formParam("grant_type", "client_credentials")
                .post(realm("/protocol/openid-connect/token"))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static RequestSpecification asService() {
        return given().formParam("client_id", CLIENT).formParam("client_secret", CLIENT);
    }

    private String realm(String path) {
        return url("/realms/" + REALM + path);
    }

    private String url(String path) {
        return server.localUrl() + path;
    }
}
