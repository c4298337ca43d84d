package dev.oauth2notebook.keycloak.explorer;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.Jose;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the explorer says about the requests of each flow, refused ones first. */
@ExtendWith(ExplorerServer.class)
@ResourceLock(value = ExplorerServer.REQUESTS, mode = ResourceAccessMode.READ)
class RecordedFlowsIT {

    private final OAuth2 oauth = new OAuth2(ExplorerServer.get());
    private final Explorer explorer = new Explorer(oauth.url("/explorer"));

    @Test
    void refusedExchangeNamesThePermitsAndTheCheckThatFailed() {
        String subject = oauth.backendToken("api:read");
        Map<String, String> exchange = exchange(subject);
        oauth.post("/token", with(exchange, "audience", "report-service"))
                .then()
                .statusCode(400);
        JsonPath request =
                explorer.await(recorded -> hasForm(recorded, "audience", "report-service") && has(recorded, subject));
        assertThat(request.getInt("status")).isEqualTo(400);
        assertThat(request.getString("error.code")).isEqualTo("invalid_target");
        assertThat(request.getString("error.topic")).isNotBlank();
        assertThat(request.getString("error.uri")).startsWith(oauth.url("/errors/"));
        assertThat(request.getString("decision.result")).isEqualTo("refused");
        assertThat(request.getString("decision.requester")).isEqualTo("backend");
        assertThat(request.getList("decision.audience")).containsExactly("report-service");
        assertThat(request.getList("decision.permits.check", String.class)).contains("AUDIENCE");
        assertThat(request.getList("decision.permits.outcome", String.class)).doesNotContain("chosen");
        assertThat(request.getList("events.type", String.class)).contains("TOKEN_EXCHANGE_ERROR");
        assertThat(request.getList("events.reason", String.class)).isNotEmpty();
    }

    /** The policy has not decided anything there. */
    @Test
    void exchangeInReportModeShowsNoDecisionButTheReport() {
        String realm = "report-" + UUID.randomUUID();
        Map<String, Object> orders = Map.of(
                "clientId",
                "orders",
                "secret",
                "secret",
                "serviceAccountsEnabled",
                true,
                "attributes",
                Map.of("standard.token.exchange.enabled", "true"));
        new Admin(ExplorerServer.get())
                .create(
                        "",
                        Map.of(
                                "realm",
                                realm,
                                "enabled",
                                true,
                                "attributes",
                                Map.of("token-exchange-policy", "report"),
                                "clients",
                                List.of(orders)));
        String mount = ExplorerServer.get().localUrl() + "/realms/" + realm + "/oauth2";
        Map<String, String> form = Map.of("client_id", "orders", "client_secret", "secret");
        String subject = accessToken(given().formParams(with(form, "grant_type", "client_credentials"))
                .post(mount + "/token"));
        accessToken(given().formParams(with(form, "grant_type", OAuth2.TOKEN_EXCHANGE))
                .formParams(Map.of("subject_token", subject, "subject_token_type", OAuth2.ACCESS_TOKEN_TYPE))
                .post(mount + "/token"));
        JsonPath request = new Explorer(mount + "/explorer")
                .await(recorded -> hasForm(recorded, "grant_type", OAuth2.TOKEN_EXCHANGE) && has(recorded, subject));
        assertThat(request.<Object>get("decision")).isNull();
        assertThat(request.getString("events")).contains("would_refuse", "no permit applies to this requester");
    }

    @Test
    void wrongVerifierIsRecordedWithItsReason() {
        Map<String, String> authorization = oauth.authorizationRequest("openid");
        String code = oauth.authorize(Person.alice(), authorization).parameter("code");
        oauth.post("/token", with(oauth.codeRequest(code), "code_verifier", "x".repeat(43)))
                .then()
                .statusCode(400);
        JsonPath request = explorer.await(recorded -> hasForm(recorded, "code_verifier", "xxxx•••"));
        assertThat(request.getString("error.code")).isEqualTo("invalid_grant");
        assertThat(request.getString("events[0].type")).isEqualTo("CODE_TO_TOKEN_ERROR");
        assertThat(request.getString("events[0].error")).isEqualTo("pkce_verification_failed");
        assertThat(request.getString("client")).isEqualTo("frontend");
    }

    @Test
    void wrongSecretIsRecordedWithoutIt() {
        given().auth()
                .preemptive()
                .basic("backend", "wrong-secret-canary")
                .formParam("grant_type", "client_credentials")
                .formParam("audience", "wrong-secret")
                .post(oauth.url("/token"))
                .then()
                .statusCode(401);
        JsonPath request = explorer.await(recorded -> hasForm(recorded, "audience", "wrong-secret"));
        assertThat(request.getInt("status")).isEqualTo(401);
        assertThat(request.getString("clientAuthentication")).isEqualTo("client_secret_basic");
        assertThat(request.getString("requestHeaders.find { it[0].equalsIgnoreCase('authorization') }[1]"))
                .isEqualTo("Basic backend:•••");
        assertThat(request.getList("tokens")).isEmpty();
    }

    @Test
    void apiRequestWithAForgedTokenIsNotVerified() {
        String token = oauth.backendToken("api:read");
        String forged = token.substring(0, token.lastIndexOf('.') + 1) + "AAAA";
        given().auth()
                .oauth2(forged)
                .get(oauth.url("/api/test?audience=forged"))
                .then()
                .statusCode(401);
        JsonPath request = explorer.await(recorded -> hasQuery(recorded, "audience", "forged"));
        assertThat(request.getString("endpoint")).isEqualTo("api");
        assertThat(request.getInt("status")).isEqualTo(401);
        assertThat(request.getString("tokens[0].from")).isEqualTo("header.authorization");
        assertThat(request.getBoolean("tokens[0].verified")).isFalse();
    }

    @Test
    void requestsOfACodeFlowHaveLinksInCommon() {
        Map<String, String> authorization = oauth.authorizationRequest("openid api:read");
        String state = authorization.get("state").substring(0, 4) + "•••";
        Person person = new Admin(ExplorerServer.get()).newPerson();
        String code = oauth.authorize(person, authorization).parameter("code");
        Response tokens = oauth.post("/token", oauth.codeRequest(code));
        given().auth()
                .oauth2(accessToken(tokens))
                .get(oauth.url("/api/resource"))
                .then()
                .statusCode(200);

        JsonPath redemption = explorer.await(recorded -> "token".equals(recorded.get("endpoint"))
                && person.name().equals(recorded.get("user"))
                && hasForm(recorded, "code", code.substring(0, 4) + "•••"));
        assertThat(redemption.getInt("status")).isEqualTo(200);
        assertThat(redemption.getString("caller")).isEqualTo("client");
        assertThat(redemption.getString("clientAuthentication")).isEqualTo("client_secret_post");
        assertThat(redemption.getList("tokens.from", String.class))
                .containsExactly("response.access_token", "response.refresh_token", "response.id_token");
        assertThat(redemption.getList("tokens.type", String.class)).containsExactly("access", "refresh", "id");
        assertThat(redemption.getList("tokens.verified", Boolean.class)).containsExactly(true, true, true);
        assertThat(redemption.getString("tokens[0].claims.azp")).isEqualTo("frontend");
        assertThat(redemption.getString("tokens[0].header.alg")).isEqualTo("RS256");
        assertThat(redemption.getString("responseJson.access_token")).endsWith(".•••");
        assertThat(redemption.getDouble("duration")).isPositive();
        assertThat(redemption.getString("events[0].type")).isEqualTo("CODE_TO_TOKEN");

        JsonPath authorize = explorer.await(
                recorded -> "authorize".equals(recorded.get("endpoint")) && hasQuery(recorded, "state", state));
        assertThat(authorize.getString("caller")).isEqualTo("browser");
        JsonPath api = explorer.await(recorded ->
                "api".equals(recorded.get("endpoint")) && person.name().equals(recorded.get("user")));
        assertThat(api.getBoolean("tokens[0].verified")).isTrue();
        assertThat(api.getString("tokens[0].fingerprint")).isEqualTo(redemption.getString("tokens[0].fingerprint"));
        assertThat(common(api, redemption, "jti:")).isNotEmpty();
        // The response to the last page of the sign-in has the code.
        JsonPath last = explorer.await(recorded -> links(recorded, "code:").stream()
                .anyMatch(link ->
                        redemption.getList("links").contains(link) && !"token".equals(recorded.get("endpoint"))));
        assertThat(common(last, redemption, "sid:")).isNotEmpty();
        assertThat(common(last, authorize, "state:")).isNotEmpty();
    }

    @Test
    void pageOfTheSignInIsRecordedByItsTitleOnly() {
        Map<String, String> authorization = oauth.authorizationRequest("openid");
        Person.alice().open(Urls.query(oauth.url("/auth"), authorization));
        JsonPath page = explorer.await(recorded -> "authorize".equals(recorded.get("endpoint"))
                && recorded.get("responseText") != null
                && hasQuery(recorded, "state", authorization.get("state").substring(0, 4) + "•••"));
        assertThat(page.getString("responseText")).startsWith("{\"title\":\"").hasSizeLessThan(100);
        assertThat(page.getList("links", String.class)).anyMatch(link -> link.startsWith("auth:"));
    }

    @Test
    void deviceFlowIsLinkedFromDeviceToUser() {
        Response device = oauth.post("/device_authorization", Map.of("client_id", "tv", "scope", "openid"));
        Person.alice().openDevice(device.path("verification_uri_complete"));
        oauth.post(
                        "/token",
                        Map.of(
                                "client_id",
                                "tv",
                                "grant_type",
                                OAuth2.DEVICE_CODE,
                                "device_code",
                                device.path("device_code")))
                .then()
                .statusCode(400);
        String cut = device.<String>path("device_code").substring(0, 4) + "•••";
        JsonPath begin = explorer.await(recorded -> "device_authorization".equals(recorded.get("endpoint"))
                && cut.equals(((Map<?, ?>) recorded.get("responseJson")).get("device_code")));
        JsonPath poll = explorer.await(recorded -> hasForm(recorded, "device_code", cut));
        JsonPath user = explorer.await(recorded -> "device".equals(recorded.get("endpoint"))
                && links(recorded, "user_code:").stream()
                        .anyMatch(link -> begin.getList("links").contains(link)));
        assertThat(common(begin, poll, "device:")).hasSize(1);
        assertThat(user.getString("caller")).isEqualTo("browser");
        assertThat(begin.getString("clientAuthentication")).isEqualTo("none");
        assertThat(poll.getString("error.code")).isEqualTo("authorization_pending");
    }

    @Test
    void grantedExchangeShowsBothTokensAndThePermit() {
        String subject = oauth.backendToken("api:read");
        accessToken(oauth.post("/token", exchange(subject)));
        JsonPath request = explorer.await(
                recorded -> hasForm(recorded, "grant_type", OAuth2.TOKEN_EXCHANGE) && has(recorded, subject));
        assertThat(request.getInt("status")).isEqualTo(200);
        assertThat(request.getList("tokens.from", String.class))
                .containsExactly("form.subject_token", "response.access_token");
        assertThat(request.getBoolean("tokens[0].verified")).isTrue();
        assertThat(request.getString("decision.result")).isEqualTo("permitted");
        assertThat(request.getList("decision.permits.outcome", String.class)).contains("chosen");
        assertThat(request.getString("user")).isNull();
    }

    @Test
    void bodyThatIsTooLongOrNotAnObjectIsNotKept() {
        String token = new Admin(ExplorerServer.get()).initialAccessToken(10);
        String name = "long-" + UUID.randomUUID();
        for (String body : List.of(
                "{\"client_name\":\"" + name + "\",\"unknown\":\"" + "x".repeat(16_000) + "\"}",
                "[\"" + name + "\"]",
                "{\"client_name\":\"" + name)) {
            String marker = "marker-" + UUID.randomUUID();
            given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post(oauth.url("/register?audience=" + marker));
            JsonPath request = explorer.await(recorded -> hasQuery(recorded, "audience", marker));
            assertThat(request.getString("endpoint")).isEqualTo("register");
            assertThat(request.<Object>get("requestJson")).isNull();
        }
    }

    @Test
    void registrationShowsItsMetadata() {
        String name = "client-" + UUID.randomUUID();
        for (String path : List.of("/register", "/realms/notebook/clients-registrations/openid-connect")) {
            given().auth()
                    .oauth2(new Admin(ExplorerServer.get()).initialAccessToken(1))
                    .contentType("application/json; charset=utf-8")
                    .body(Map.of("redirect_uris", List.of("https://app.example/callback"), "client_name", name))
                    .post(oauth.url(path))
                    .then()
                    .statusCode(201)
                    .body(hasJsonPath("$.client_name", equalTo(name)));
            JsonPath request = explorer.await(recorded -> oauth.url(path).equals(recorded.get("url"))
                    && String.valueOf(recorded.get("requestJson")).contains(name));
            assertThat(request.getList("requestJson.redirect_uris")).containsExactly("https://app.example/callback");
            assertThat(request.getString("responseJson.client_secret")).isEqualTo("•••");
        }
    }

    @Test
    void everyAliasAndKeycloaksOwnPathAreRecorded() {
        oauth.post(
                        "/realms/notebook/protocol/openid-connect/token",
                        with(oauth.as("report-service"), "grant_type", "client_credentials"))
                .then()
                .statusCode(200);
        explorer.await(recorded -> "report-service".equals(recorded.get("client"))
                && "token".equals(recorded.get("endpoint"))
                && oauth.url("/realms/notebook/protocol/openid-connect/token").equals(recorded.get("url")));
        String token = oauth.backendToken("api:read");
        oauth.post("/introspect", with(oauth.as("backend"), "token", token));
        oauth.post("/revoke", with(oauth.as("backend"), "token", token));
        given().get(oauth.url("/jwks"));
        given().get(oauth.url("/.well-known/openid-configuration"));
        for (String[] expected : new String[][] {
            {"introspect", "/introspect"},
            {"revoke", "/revoke"},
            {"jwks", "/jwks"},
            {"metadata", "/.well-known/openid-configuration"}
        }) {
            explorer.await(recorded -> expected[0].equals(recorded.get("endpoint"))
                    && oauth.url(expected[1]).equals(recorded.get("url"))
                    && Integer.valueOf(200).equals(recorded.get("status")));
        }
    }

    @Test
    void dpopProofIsDecoded() {
        given().header("DPoP", new Jose().dpopProof("POST", oauth.url("/token"), null))
                .formParams(with(oauth.as("backend"), "grant_type", "client_credentials"))
                .post(oauth.url("/token"))
                .then()
                .statusCode(200);
        JsonPath request = explorer.await(
                recorded -> recorded.toString().contains("header.dpop") && "token".equals(recorded.get("endpoint")));
        assertThat(request.getString("tokens.find { it.from == 'header.dpop' }.claims.htu"))
                .isEqualTo(oauth.url("/token"));
        assertThat(request.getString("url")).isEqualTo(oauth.url("/token"));
    }

    private Map<String, String> exchange(String subject) {
        Map<String, String> form = new HashMap<>(oauth.as("backend"));
        form.put("grant_type", OAuth2.TOKEN_EXCHANGE);
        form.put("subject_token", subject);
        form.put("subject_token_type", OAuth2.ACCESS_TOKEN_TYPE);
        form.put("audience", "downstream-service");
        form.put("scope", "api:read");
        return form;
    }

    private static boolean hasForm(Map<String, Object> request, String name, String value) {
        return ((List<?>) request.get("form")).contains(List.of(name, value));
    }

    /** Returns whether a request contains a token, which is recorded without its signature. */
    private static boolean has(Map<String, Object> request, String token) {
        return request.get("form").toString().contains(token.substring(0, token.lastIndexOf('.')));
    }

    private static boolean hasQuery(Map<String, Object> request, String name, String value) {
        return ((List<?>) request.get("query")).contains(List.of(name, value));
    }

    private static List<String> links(Map<String, Object> request, String type) {
        return ((List<?>) request.get("links"))
                .stream()
                        .map(Object::toString)
                        .filter(link -> link.startsWith(type))
                        .toList();
    }

    private static List<String> common(JsonPath one, JsonPath other, String type) {
        List<String> common = new ArrayList<>(one.getList("links", String.class));
        common.retainAll(other.getList("links", String.class));
        common.removeIf(link -> !link.startsWith(type));
        return common;
    }
}
