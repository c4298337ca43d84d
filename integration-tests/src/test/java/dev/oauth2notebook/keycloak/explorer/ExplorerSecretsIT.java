package dev.oauth2notebook.keycloak.explorer;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.EventStream;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.Jose;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Runs every flow, and then looks for its secrets in everything that the explorer has kept. */
@ExtendWith(ExplorerServer.class)
@ResourceLock(value = ExplorerServer.REQUESTS, mode = ResourceAccessMode.READ)
class ExplorerSecretsIT {

    private final OAuth2 oauth = new OAuth2(ExplorerServer.get());
    private final Explorer explorer = new Explorer(oauth.url("/explorer"));
    private final Admin admin = new Admin(ExplorerServer.get());

    /** Secrets by what they are. */
    private final Map<String, String> secrets = new LinkedHashMap<>();

    @Test
    void noSecretOfAnyFlowIsKept() {
        try (EventStream stream = explorer.stream()) {
            clientSecrets();
            codeFlow();
            deviceFlow();
            exchange();
            pushedRequest();
            registration();
            assertion();
            strayValues();
            String last = "last-" + UUID.randomUUID();
            oauth.post("/token", Map.of("client_id", last, "grant_type", "client_credentials"));
            stream.awaitRequest(request -> last.equals(request.getString("client")));
            assertThat(secrets).hasSizeGreaterThan(25);
            assertNone("stream", stream.text());
            assertNone("list", explorer.get("/requests").asString());
            assertNone("log", ExplorerServer.get().log());
            // The check would find them: what may be shown is there.
            assertThat(stream.text()).contains("\"frontend\"", "\"tv\"", OAuth2.challenge(OAuth2.VERIFIER));
        }
    }

    private void assertNone(String where, String text) {
        secrets.forEach((what, secret) ->
                assertThat(text.contains(secret)).as(what + " in the " + where).isFalse());
    }

    private void clientSecrets() {
        secrets.put("secret of backend", oauth.env("BACKEND_CLIENT_SECRET"));
        secrets.put("secret of frontend", oauth.env("FRONTEND_CLIENT_SECRET"));
        secrets.put("wrong secret", "canary-" + UUID.randomUUID());
        given().auth()
                .preemptive()
                .basic("backend", secrets.get("wrong secret"))
                .formParam("grant_type", "client_credentials")
                .post(oauth.url("/token"));
        oauth.post("/token", with(oauth.as("backend"), "client_secret", secrets.get("wrong secret")));
    }

    private void codeFlow() {
        Person person = admin.newPerson("canary-" + UUID.randomUUID());
        secrets.put("password", person.password());
        Map<String, String> request = oauth.authorizationRequest("openid profile email api:read offline_access");
        secrets.put("state", request.get("state"));
        request.put("nonce", "nonce-" + UUID.randomUUID());
        String code = oauth.authorize(person, request).parameter("code");
        secrets.put("code", code);
        given().accept("text/html").get(Urls.query(oauth.url("/callback"), Map.of("code", code, "state", "s")));
        secrets.put("verifier", OAuth2.VERIFIER);
        Response tokens = oauth.post("/token", oauth.codeRequest(code));
        tokens("code flow", tokens);
        for (String cookie : person.cookieHeader().split("; ")) {
            secrets.put("cookie " + cookie.split("=")[0], cookie.split("=", 2)[1]);
        }
        String access = accessToken(tokens);
        given().auth().oauth2(access).get(oauth.url("/userinfo")).then().statusCode(200);
        given().auth().oauth2(access).get(oauth.url("/api/resource")).then().statusCode(200);
        given().formParam("access_token", access).post(oauth.url("/userinfo"));
        given().queryParam("access_token", access).get(oauth.url("/userinfo"));
        Map<String, String> refresh = with(oauth.as("frontend"), "grant_type", "refresh_token");
        Response refreshed = oauth.post("/token", with(refresh, "refresh_token", tokens.path("refresh_token")));
        tokens("refresh", refreshed);
        oauth.post("/introspect", with(oauth.as("backend"), "token", access));
        oauth.post("/introspect", with(oauth.as("frontend"), "token", refreshed.path("refresh_token")));
        oauth.post("/revoke", with(oauth.as("frontend"), "token", refreshed.path("refresh_token")));
        person.open(Urls.query(
                oauth.url("/logout"), Map.of("id_token_hint", tokens.path("id_token"), "state", secrets.get("state"))));
    }

    private void deviceFlow() {
        Person person = admin.newPerson("canary-" + UUID.randomUUID());
        secrets.put("password of the device flow", person.password());
        Response device = oauth.post("/device_authorization", Map.of("client_id", "tv", "scope", "openid video:read"));
        secrets.put("device code", device.path("device_code"));
        secrets.put("user code", device.path("user_code"));
        person.signIn(device.path("verification_uri_complete"), null);
        given().get(oauth.url("/device?user_code=" + device.path("user_code")));
        Response tokens = oauth.post(
                "/token",
                Map.of("client_id", "tv", "grant_type", OAuth2.DEVICE_CODE, "device_code", device.path("device_code")));
        tokens("device flow", tokens);
    }

    private void exchange() {
        String subject = oauth.backendToken("api:read");
        secrets.put("subject token", subject);
        Map<String, String> form = new HashMap<>(oauth.as("backend"));
        form.put("grant_type", OAuth2.TOKEN_EXCHANGE);
        form.put("subject_token", subject);
        form.put("subject_token_type", OAuth2.ACCESS_TOKEN_TYPE);
        form.put("audience", "downstream-service");
        form.put("scope", "api:read");
        tokens("exchange", oauth.post("/token", form));
        oauth.post("/token", with(form, "actor_token", subject));
    }

    private void pushedRequest() {
        Map<String, String> form = new HashMap<>(oauth.authorizationRequest("openid"));
        form.putAll(oauth.as("frontend"));
        String uri = oauth.post("/par", form).then().statusCode(201).extract().path("request_uri");
        secrets.put("request_uri", uri);
        new Person("nobody", "nobody")
                .open(Urls.query(oauth.url("/auth"), Map.of("client_id", "frontend", "request_uri", uri)));
    }

    private void registration() {
        String initial = admin.initialAccessToken(1);
        secrets.put("initial access token", initial);
        for (String place : List.of("secret", "key", "unknown", "nested", "query", "fragment")) {
            secrets.put("canary in metadata as " + place, "canary-" + UUID.randomUUID());
        }
        given().auth()
                .oauth2(initial)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "client_uri", "https://app.example/#" + secrets.get("canary in metadata as fragment"),
                        "jwks", Map.of("keys", List.of(), "k", secrets.get("canary in metadata as key")),
                        "software_id", Map.of("nested", secrets.get("canary in metadata as nested"))))
                .post(oauth.url("/register"))
                .then()
                .statusCode(400);
        String callback = "https://app.example/callback?key=" + secrets.get("canary in metadata as query");
        Response client = given().auth()
                .oauth2(initial)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "redirect_uris", List.of(callback),
                        "client_name", "canary",
                        "client_secret", secrets.get("canary in metadata as secret"),
                        "unknown", secrets.get("canary in metadata as unknown")))
                .post(oauth.url("/register"));
        client.then().statusCode(201);
        secrets.put("registered secret", client.path("client_secret"));
        secrets.put("registration access token", client.path("registration_access_token"));
    }

    private void assertion() {
        String assertion = new Jose().dpopProof("POST", oauth.url("/token"), null); // any signed JWT
        secrets.put("assertion", assertion);
        secrets.put("signature of the assertion", signature(assertion));
        oauth.post(
                "/token",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        "backend",
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        assertion));
        given().header("DPoP", assertion)
                .formParams(with(oauth.as("backend"), "grant_type", "client_credentials"))
                .post(oauth.url("/token"));
    }

    /** Secrets where they do not belong. */
    private void strayValues() {
        for (String place : List.of("unknown parameter", "name", "header", "cookie", "scheme", "query")) {
            secrets.put(
                    "canary as " + place,
                    "canary" + UUID.randomUUID().toString().replace("-", ""));
        }
        given().header("X-Api-Key", secrets.get("canary as header"))
                .header("Authorization", secrets.get("canary as scheme"))
                .cookie("session", secrets.get("canary as cookie"))
                .formParam("unknown", secrets.get("canary as unknown parameter"))
                .formParam(secrets.get("canary as name"), "")
                .formParam("password", "x" + secrets.get("canary as unknown parameter"))
                .post(oauth.url("/token?apikey=" + secrets.get("canary as query")));
    }

    private void tokens(String flow, Response response) {
        response.then().statusCode(200);
        for (String name : List.of("access_token", "refresh_token", "id_token")) {
            String token = response.path(name);
            if (token != null) {
                secrets.put(name + " of " + flow, token);
                secrets.put("signature of " + name + " of " + flow, signature(token));
            }
        }
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }
}
