package dev.oauth2notebook.keycloak.flow;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static dev.oauth2notebook.keycloak.support.OAuth2.without;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What explanations reveal, and to whom: situations that an attacker must not tell apart get the same response. */
@ExtendWith(NotebookServer.class)
class DisclosureIT {

    private static final String FOREIGN_HOST = "attacker.example";

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    @ParameterizedTest
    @CsvSource({"/token", "/introspect", "/revoke", "/par"})
    void wrongAndMissingSecretGetTheSameResponse(String path) {
        Map<String, String> form = with(oauth.as("backend"), "grant_type", "client_credentials");
        assertSame(
                oauth.post(path, with(form, "client_secret", "wrong")),
                oauth.post(path, without(form, "client_secret")));
    }

    /** RFC 7662 §2.2: no details about a token that is not active. */
    @Test
    void introspectionDoesNotSayWhyATokenIsInactive() {
        String revoked = oauth.backendToken("api:read");
        oauth.post("/revoke", with(oauth.as("backend"), "token", revoked));
        for (String token : List.of(revoked, revoked + "x", "garbage", "e30.e30.")) {
            Response response = oauth.post("/introspect", with(oauth.as("backend"), "token", token));
            assertThat(response.asString()).isEqualTo("{\"active\":false}");
        }
    }

    @Test
    void onlyTheClientOfACodeLearnsThatItWasUsed() {
        Map<String, String> request =
                oauth.codeRequest(oauth.authorize(Person.alice(), oauth.authorizationRequest("openid"))
                        .parameter("code"));
        accessToken(oauth.post("/token", request));
        Map<String, String> thief = without(with(request, "client_id", "mobile"), "client_secret");
        assertSame(oauth.post("/token", thief), oauth.post("/token", with(thief, "code", "x.y.z")));
        assertThat(oauth.post("/token", request).<String>path("error_uri")).endsWith("/code-used");
    }

    /** The expiry of a token that this realm has not signed could be anything. */
    @Test
    void stateOfATokenIsOnlyKnownToItsBearer() {
        String token = oauth.backendToken("api:read");
        oauth.post("/revoke", with(oauth.as("backend"), "token", token));
        String forged = token.substring(0, token.lastIndexOf('.')) + ".AAAA";
        assertThat(callApi(forged)).contains("not signed by this realm");
        assertThat(callApi(token)).contains("no longer valid");
    }

    private String callApi(String token) {
        return given().auth().oauth2(token).get(oauth.url("/api/test")).path("error_description");
    }

    @Test
    void wrongRedirectUriIsExplainedOnALocalServer() {
        Map<String, String> request = oauth.authorizationRequest("openid");
        String registered = request.get("redirect_uri");
        Document page = page(with(request, "redirect_uri", registered + "/"), null);
        assertThat(page.select("#sent").text()).contains("client_id frontend", "redirect_uri " + registered + "/");
        assertThat(page.select("#registered li").eachText()).contains(registered);
        assertThat(page.select("#correction").text()).isEqualTo("redirect_uri=" + registered);
        given().get(page.select("#explanation").attr("href")).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"fronted, client_id=frontend", "x, ''"})
    void unknownClientIsExplainedOnALocalServer(String client, String correction) {
        Document page = page(with(oauth.authorizationRequest("openid"), "client_id", client), null);
        assertThat(page.select("#sent").text()).contains("client_id " + client);
        assertThat(page.select("#registered li").eachText()).contains("frontend", "mobile");
        assertThat(page.select("#correction").text()).isEqualTo(correction);
    }

    @Test
    void missingClientIsExplainedOnALocalServer() {
        Document page = page(without(oauth.authorizationRequest("openid"), "client_id"), null);
        assertThat(page.select("#registered li").eachText()).contains("frontend");
        assertThat(page.select("#explanation").attr("href")).endsWith("/errors/unknown-client");
    }

    @Test
    void misspeltScopeIsExplainedOnALocalServer() {
        Document page = callback("openid api:reed,profile", null);
        assertThat(page.select("#sent").text()).isEqualTo("scope=openid api:reed,profile");
        assertThat(page.select("#registered").text()).contains("frontend openid", "api:read");
        assertThat(page.select("#correction").text()).isEqualTo("scope=openid api:read profile");
        assertThat(page.select("#explanation").attr("href")).isEqualTo("errors/invalid-scope");
        assertThat(callback("openid api:reed", FOREIGN_HOST).select("#sent, #registered, #correction"))
                .isEmpty();
    }

    @Test
    void missingPkceIsExplained() {
        Person.Page page = Person.alice()
                .open(Urls.query(oauth.url("/auth"), without(oauth.authorizationRequest("openid"), "code_challenge")));
        assertThat(page.document().select("#next-step").text()).contains("code_challenge_method=S256");
        assertThat(page.document().select("#explanation").attr("href")).isEqualTo("errors/pkce-missing");
    }

    private Document callback(String scope, String host) {
        String url = Urls.query(
                oauth.url("/callback"),
                Map.of("error", "invalid_scope", "error_description", "Invalid scopes: " + scope, "state", "x"));
        var specification = given().urlEncodingEnabled(false).accept("text/html");
        return Jsoup.parse((host == null ? specification : specification.header("Host", host))
                .get(url)
                .asString());
    }

    /** Also a defence against DNS rebinding, with which another site could read the page of a local server. */
    @ParameterizedTest
    @CsvSource({"redirect_uri, https://evil.example/callback", "client_id, nobody"})
    void underAnotherHostnameThePageShowsNeitherTheRequestNorTheRegistration(String name, String value) {
        Document page = page(with(oauth.authorizationRequest("openid"), name, value), FOREIGN_HOST);
        assertThat(page.select("#sent, #registered, #correction")).isEmpty();
        assertThat(page.outerHtml()).doesNotContain(oauth.env("FRONTEND_REDIRECT_URI"));
        assertThat(page.select("#error-reference").text()).isNotBlank();
        assertThat(page.select("#explanation")).hasSize(1);
    }

    @Test
    void sentValuesAreEscapedAndTruncated() {
        String payload = "http://x/\"><script>alert(1)</script>" + "x".repeat(1000);
        Document page = page(with(oauth.authorizationRequest("openid"), "redirect_uri", payload), null);
        assertThat(page.select("script:containsData(alert(1))")).isEmpty();
        assertThat(page.select("#sent").text()).contains("<script>").doesNotContain("x".repeat(400));
    }

    private Document page(Map<String, String> request, String host) {
        String url = Urls.query(oauth.url("/realms/notebook/protocol/openid-connect/auth"), request);
        var specification = given().urlEncodingEnabled(false).accept("text/html");
        Response response = (host == null ? specification : specification.header("Host", host)).get(url);
        response.then().statusCode(400);
        return Jsoup.parse(response.asString());
    }

    private static void assertSame(Response one, Response other) {
        assertThat(one.statusCode()).isEqualTo(other.statusCode()).isBetween(400, 499);
        assertThat(one.asString()).isEqualTo(other.asString());
        assertThat(one.getHeader("WWW-Authenticate")).isEqualTo(other.getHeader("WWW-Authenticate"));
    }
}
