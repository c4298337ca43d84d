package dev.oauth2notebook.keycloak.endpoint;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Shell;
import io.restassured.response.Response;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that a browser gets at endpoints that are not meant for browsers, and at unknown paths. */
@ExtendWith(NotebookServer.class)
class EndpointPageIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/token",
                "/introspect",
                "/revoke",
                "/device_authorization",
                "/par",
                "/register",
                "/realms/notebook/oauth2/token"
            })
    void pageExplainsTheEndpoint(String path) {
        Response response = open(path);
        response.then().statusCode(405).header("Allow", "OPTIONS, POST").header("Cache-Control", "no-store");
        Document page = Jsoup.parse(response.asString());
        assertThat(page.text()).contains("Supported request methods: POST.").doesNotContain("internal");
        assertThat(page.select("#command").text()).startsWith("curl ").endsWith(oauth.url(path));
    }

    @ParameterizedTest
    @CsvSource({
        "/token, access_token",
        "/device_authorization, user_code",
        "/par, request_uri",
        "/introspect, active",
        "/revoke, ''"
    })
    void copiedCommandWorks(String path, String expected) {
        assertThat(Shell.in(Project.root()).run(command(open(path)) + " --silent --fail"))
                .contains(expected);
    }

    @Test
    void secretsAreNotShownUnderAnotherHostname() {
        String page = given().header("Host", "attacker.example")
                .accept("text/html")
                .get(oauth.url("/token"))
                .asString();
        assertThat(page).contains("backend:SECRET").doesNotContain("-development-secret");
    }

    @Test
    void otherClientsGetJson() {
        given().accept("application/json")
                .get(oauth.url("/token"))
                .then()
                .statusCode(405)
                .header("Allow", "OPTIONS, POST")
                .body(hasJsonPath("$.error", equalTo("invalid_request")))
                .body(hasJsonPath("$.error_description", equalTo("/token supports only POST.")));
    }

    @Test
    void userInfoPageAsksForAToken() {
        Response response = open("/userinfo");
        response.then().statusCode(401).header("WWW-Authenticate", equalTo("Bearer realm=\"notebook\""));
        assertThat(command(response)).contains("Authorization: Bearer ACCESS_TOKEN");
    }

    @ParameterizedTest
    @CsvSource({"/callbak, /callback", "/Token/, /token", "/api/tset, /api/test", "/.well-known/openid-config, ''"})
    void unknownPathSuggestsTheClosestAlias(String path, String meant) {
        Response response = open(path);
        response.then().statusCode(404);
        Document page = Jsoup.parse(response.asString());
        assertThat(page.text()).contains("There is nothing at this address: " + path);
        assertThat(page.select("#meant a").attr("href")).isEqualTo(meant.isEmpty() ? "" : oauth.url(meant));
    }

    @Test
    void unknownPathBelowTheRealmSuggestsAnAliasThere() {
        Document page = Jsoup.parse(open("/realms/notebook/oauth2/tokn").asString());
        assertThat(page.select("#meant a").attr("href")).isEqualTo(oauth.url("/realms/notebook/oauth2/token"));
    }

    @Test
    void unknownPathIsEscaped() {
        Response response = given().urlEncodingEnabled(false)
                .accept("text/html")
                .get(oauth.url("/%3Cscript%3Ealert(1)%3C/script%3E"));
        response.then().statusCode(404);
        assertThat(response.asString()).doesNotContain("<script>alert");
    }

    @Test
    void otherClientsGetTheSuggestionInJson() {
        given().accept("*/*")
                .formParam("grant_type", "client_credentials")
                .post(oauth.url("/token/"))
                .then()
                .statusCode(404)
                .body(hasJsonPath("$.error_description", equalTo("There is no such path. Did you mean /token?")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realms/notebook/tokn", "/realms/nowhere/oauth2/token", "/admin/tokn", "/resources/token"})
    void keycloaksOwnPathsKeepTheirResponse(String path) {
        assertThat(open(path).asString()).doesNotContain("There is nothing at this address");
    }

    private Response open(String path) {
        return given().accept("text/html").get(oauth.url(path));
    }

    private static String command(Response page) {
        return Jsoup.parse(page.asString()).select("#command").text();
    }
}
