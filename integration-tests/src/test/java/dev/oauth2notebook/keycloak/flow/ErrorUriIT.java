package dev.oauth2notebook.keycloak.flow;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static dev.oauth2notebook.keycloak.support.OAuth2.without;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Jose;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Poll;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every error of the aliases names a page that explains this mistake (RFC 6749 §5.2, {@code error_uri}). Fails if
 * Keycloak changes a description by which the mistake is recognised.
 */
@ExtendWith(NotebookServer.class)
class ErrorUriIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    /** Checks that a response has the {@code error_uri} of a topic, and that its page explains it. */
    private void assertExplained(Response response, String topic) {
        String uri = response.then().extract().path("error_uri");
        assertThat(uri).as(response.asString()).isEqualTo(oauth.url("/errors/" + topic));
        assertThat(response.<String>path("error")).isNotBlank();
        page(uri);
    }

    private static Document page(String url) {
        Response response = given().accept("text/html").get(url);
        response.then().statusCode(200).contentType(ContentType.HTML);
        Document page = Jsoup.parse(response.asString());
        assertThat(page.select("#meaning").text()).isNotBlank();
        assertThat(page.select("#causes li")).isNotEmpty().allMatch(cause -> !cause.text()
                .contains("errorTopic"));
        assertThat(page.select("#action").text()).isNotBlank();
        assertThat(page.select("#reference").text()).containsPattern("RFC \\d{4} §|OpenID Connect");
        return page;
    }

    private Response token(Map<String, String> form) {
        return oauth.post("/token", form);
    }

    private Map<String, String> grant(String client, String grantType) {
        return with(oauth.as(client), "grant_type", grantType);
    }

    @Nested
    class AnyRequest {

        @Test
        void jsonBody() {
            Response response = given().contentType(ContentType.JSON)
                    .body(grant("backend", "client_credentials"))
                    .post(oauth.url("/token"));
            assertThat(response.statusCode()).isBetween(400, 499);
            assertExplained(response, "not-a-form");
        }

        /** Keycloak cannot parse the header, whose value must not make the error worse. */
        @Test
        void malformedContentTypeGetsTheSameStatusAsAtTheNativePath() throws IOException, InterruptedException {
            assertThat(statusForMalformedContentType("/token"))
                    .isEqualTo(statusForMalformedContentType("/realms/notebook/protocol/openid-connect/token"));
        }

        private int statusForMalformedContentType(String path) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(oauth.url(path)))
                    .header("Content-Type", "not a type")
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=x"))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }

        @Test
        void missingGrantType() {
            assertExplained(token(oauth.as("backend")), "grant-type");
        }

        @Test
        void unknownGrantType() {
            assertExplained(token(grant("backend", "client_credential")), "grant-type");
        }

        @Test
        void repeatedParameter() {
            Response response = given().formParams(grant("backend", "client_credentials"))
                    .formParam("scope", "api:read", "api:write")
                    .post(oauth.url("/token"));
            assertExplained(response, "repeated-parameter");
        }

        @Test
        void overlongParameter() {
            assertExplained(
                    token(with(grant("backend", "client_credentials"), "scope", "x".repeat(5000))),
                    "overlong-parameter");
        }

        @ParameterizedTest
        @CsvSource({"/introspect", "/revoke"})
        void missingToken(String path) {
            assertExplained(oauth.post(path, oauth.as("backend")), "missing-parameter");
        }

        @Test
        void trailingSlash() {
            assertExplained(oauth.post("/token/", grant("backend", "client_credentials")), "wrong-path");
        }

        @Test
        void getInsteadOfPost() {
            assertExplained(given().accept("application/json").get(oauth.url("/token")), "wrong-method");
        }
    }

    @Nested
    class Client {

        @ParameterizedTest
        @ValueSource(strings = {"/token", "/introspect", "/revoke", "/par", "/device_authorization"})
        void wrongSecret(String path) {
            Map<String, String> form = with(grant("backend", "client_credentials"), "token", "x");
            assertExplained(oauth.post(path, with(form, "client_secret", "wrong")), "client-authentication");
        }

        @Test
        void missingClientId() {
            assertExplained(token(Map.of("grant_type", "client_credentials")), "client-authentication");
        }

        @Test
        void clientOfAnotherFlow() {
            assertExplained(token(Map.of("client_id", "tv", "grant_type", "client_credentials")), "client-not-allowed");
            assertExplained(token(grant("frontend", "client_credentials")), "client-not-allowed");
            assertExplained(oauth.post("/device_authorization", oauth.as("backend")), "client-not-allowed");
        }

        @Test
        void misspeltScope() {
            assertExplained(token(with(grant("backend", "client_credentials"), "scope", "api:reed")), "invalid-scope");
        }

        @Test
        void reusedDpopProof() {
            String proof = new Jose().dpopProof("POST", oauth.url("/token"), null);
            Map<String, String> form = grant("backend", "client_credentials");
            given().header("DPoP", proof).formParams(form).post(oauth.url("/token"));
            assertExplained(given().header("DPoP", proof).formParams(form).post(oauth.url("/token")), "dpop-proof");
        }
    }

    @Nested
    class Code {

        private final Map<String, String> request =
                oauth.codeRequest(oauth.authorize(Person.alice(), oauth.authorizationRequest("openid"))
                        .parameter("code"));

        @Test
        void usedTwice() {
            accessToken(token(request));
            assertExplained(token(request), "code-used");
            assertExplained(token(request), "code-used");
        }

        @Test
        void withBlanks() {
            assertExplained(token(with(request, "code", " " + request.get("code") + "\n")), "code-with-blanks");
        }

        @Test
        void wholeUrl() {
            String url = request.get("redirect_uri") + "?code=" + request.get("code") + "&state=x";
            assertExplained(token(with(request, "code", url)), "code-is-url");
        }

        @ParameterizedTest
        @ValueSource(strings = {"garbage", "a.b.c", "..", ""})
        void unknown(String code) {
            assertExplained(token(with(request, "code", code)), "code-unknown");
        }

        @Test
        void ofAnotherClient() {
            Map<String, String> form = without(with(request, "client_id", "mobile"), "client_secret");
            assertExplained(token(form), "code-unknown");
        }

        @Test
        void wrongVerifier() {
            assertExplained(token(with(request, "code_verifier", "x".repeat(43))), "code-verifier");
        }

        @Test
        void missingVerifier() {
            assertExplained(token(without(request, "code_verifier")), "code-verifier");
        }

        @Test
        void otherRedirectUri() {
            assertExplained(token(without(request, "redirect_uri")), "code-redirect-uri");
        }

        @Test
        void missingCode() {
            assertExplained(token(without(request, "code")), "missing-parameter");
        }
    }

    @Nested
    class Refresh {

        private final Response tokens = oauth.codeFlow(Person.alice(), "openid");

        private Map<String, String> form(String token) {
            return with(grant("frontend", "refresh_token"), "refresh_token", token);
        }

        @Test
        void reusedToken() {
            String token = tokens.path("refresh_token");
            accessToken(token(form(token)));
            assertExplained(token(form(token)), "refresh-token-reused");
        }

        @Test
        void accessTokenInstead() {
            assertExplained(token(form(tokens.path("access_token"))), "refresh-token-invalid");
        }

        @Test
        void endedSession() {
            oauth.post("/revoke", with(oauth.as("frontend"), "token", tokens.path("refresh_token")));
            assertExplained(token(form(tokens.path("refresh_token"))), "session-ended");
        }

        @Test
        void missingToken() {
            assertExplained(token(grant("frontend", "refresh_token")), "missing-parameter");
        }
    }

    @Nested
    class Device {

        private final Response device =
                oauth.post("/device_authorization", Map.of("client_id", "tv", "scope", "openid"));

        private Map<String, String> poll(String code) {
            return Map.of("client_id", "tv", "grant_type", OAuth2.DEVICE_CODE, "device_code", code);
        }

        @Test
        void pendingThenTooFast() {
            assertExplained(token(poll(device.path("device_code"))), "authorization-pending");
            assertExplained(token(poll(device.path("device_code"))), "slow-down");
        }

        @Test
        void userCodeInsteadOfDeviceCode() {
            assertExplained(token(poll(device.path("user_code"))), "device-code-invalid");
        }
    }

    @Nested
    class Exchange {

        private final String subject = oauth.backendToken("api:read");

        private Map<String, String> exchange() {
            Map<String, String> form = with(grant("backend", OAuth2.TOKEN_EXCHANGE), "subject_token", subject);
            return with(with(form, "subject_token_type", OAuth2.ACCESS_TOKEN_TYPE), "audience", "downstream-service");
        }

        @ParameterizedTest
        @CsvSource({
            "audience, nowhere, exchange-target",
            "scope, api:write, exchange-scope",
            "subject_token, garbage, subject-token",
            "subject_token_type, nonsense, exchange-token-type",
            "requested_token_type, nonsense, exchange-token-type",
            "actor_token, garbage, actor-token",
        })
        void wrongParameter(String name, String value, String topic) {
            assertExplained(token(with(exchange(), name, value)), topic);
        }

        @Test
        void clientWithoutTokenExchange() {
            assertExplained(token(with(exchange(), "client_id", "frontend")), "client-authentication");
            Map<String, String> form = exchange();
            form.putAll(oauth.as("frontend"));
            assertExplained(token(form), "exchange-not-permitted");
        }
    }

    @Nested
    class Api {

        private final String accessToken = oauth.backendToken("api:read");

        private RequestSpecification header(String value) {
            return given().header("Authorization", value);
        }

        @ParameterizedTest
        @CsvSource({
            "Bearer Bearer {token}, 400, authorization-header",
            "{token}, 401, authorization-header",
            "Bearer {token} x, 400, authorization-header",
            "Basic YTpi, 401, token-missing",
            "Bearer garbage, 401, token-malformed",
            "Bearer {token}x, 401, token-foreign",
        })
        void wrongHeader(String header, int status, String topic) {
            Response response = header(header.replace("{token}", accessToken)).get(oauth.url("/api/test"));
            response.then().statusCode(status);
            assertExplained(response, topic);
        }

        @Test
        void missingHeader() {
            assertExplained(given().get(oauth.url("/api/test")), "token-missing");
        }

        @Test
        void tokenInHeaderAndAddress() {
            assertExplained(
                    header("Bearer " + accessToken).get(oauth.url("/api/test?access_token=x")), "token-sent-twice");
        }

        @Test
        void revokedToken() {
            oauth.post("/revoke", with(oauth.as("backend"), "token", accessToken));
            Response response = header("Bearer " + accessToken).get(oauth.url("/api/test"));
            assertExplained(response, "token-ended");
        }

        @Test
        void expiredToken() {
            String client = "short-" + UUID.randomUUID();
            new Admin(NotebookServer.get())
                    .create(
                            "/notebook/clients",
                            Map.of(
                                    "clientId",
                                    client,
                                    "secret",
                                    "secret",
                                    "serviceAccountsEnabled",
                                    true,
                                    "attributes",
                                    Map.of("access.token.lifespan", "1")));
            String shortLived = accessToken(
                    token(Map.of("client_id", client, "client_secret", "secret", "grant_type", "client_credentials")));
            Response response = Poll.until(
                    () -> header("Bearer " + shortLived).get(oauth.url("/api/test")),
                    answer -> answer.statusCode() == 401);
            assertExplained(response, "token-expired");
        }

        @Test
        void idToken() {
            String idToken = oauth.codeFlow(Person.alice(), "openid").path("id_token");
            assertExplained(header("Bearer " + idToken).get(oauth.url("/api/test")), "token-foreign");
        }

        @Test
        void tokenRequestedUnderAnotherHostname() {
            String other = given().formParams(grant("backend", "client_credentials"))
                    .post(oauth.url("/token").replace("localhost", "127.0.0.1"))
                    .path("access_token");
            Response response = header("Bearer " + other).get(oauth.url("/api/test"));
            assertThat(response.<String>path("error_description")).contains("another address");
            assertExplained(response, "token-foreign");
        }

        @Test
        void missingScopeIsNamedInTheBody() {
            Response response = header("Bearer " + accessToken).post(oauth.url("/api/resource"));
            response.then().statusCode(403);
            assertThat(response.<String>path("scope")).isEqualTo("api:write");
            assertExplained(response, "insufficient-scope");
        }
    }

    @Nested
    class Registration {

        @Test
        void withoutToken() {
            Response response = given().contentType(ContentType.JSON)
                    .body(Map.of("redirect_uris", List.of("https://client.example/callback")))
                    .post(oauth.url("/register"));
            assertExplained(response, "registration-token");
        }

        @Test
        void unusableRedirectUri() {
            String token = new Admin(NotebookServer.get()).initialAccessToken(1);
            Response response = given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body(Map.of("redirect_uris", List.of("javascript:alert(1)")))
                    .post(oauth.url("/register"));
            assertExplained(response, "client-metadata");
        }
    }

    @Nested
    class Pages {

        @Test
        void listNamesEveryTopicInTheLanguageOfTheUser() {
            Document page = Jsoup.parse(given().accept("text/html")
                    .get(oauth.url("/errors?kc_locale=nl"))
                    .asString());
            assertThat(page.select("html").attr("lang")).isEqualTo("nl");
            assertThat(page.select("main a[href^=errors/], .oa-topics a")).hasSizeGreaterThan(50);
            page.select(".oa-topics a").forEach(link -> page(oauth.url("/" + link.attr("href"))));
        }

        @Test
        void realmMountHasTheSamePages() {
            Response response = oauth.post("/realms/notebook/oauth2/token", Map.of());
            String uri = response.path("error_uri");
            assertThat(uri).startsWith(oauth.url("/realms/notebook/oauth2/errors/"));
            page(uri);
        }

        @Test
        void keycloaksOwnPathIsUnchanged() {
            Response response = oauth.post("/realms/notebook/protocol/openid-connect/token", Map.of());
            assertThat(response.asString()).contains("error").doesNotContain("error_uri");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/errors/nothing", "/errors/%3Cscript%3E", "/errors/CODE_USED", "/errors/code-used/x"})
        void unknownTopicIsNotFound(String path) {
            Response response =
                    given().urlEncodingEnabled(false).accept("text/html").get(oauth.url(path));
            response.then().statusCode(404);
            assertThat(response.asString()).doesNotContain("<script>alert");
        }
    }
}
