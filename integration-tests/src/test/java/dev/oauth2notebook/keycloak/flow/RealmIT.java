package dev.oauth2notebook.keycloak.flow;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.flow.Responses.assertGranted;
import static dev.oauth2notebook.keycloak.flow.Responses.assertRefused;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static dev.oauth2notebook.keycloak.support.Poll.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings and behaviour of the shipped realm; what it forbids comes first. */
@ExtendWith(NotebookServer.class)
class RealmIT {

    private static final List<String> CLIENTS = List.of(
            "frontend",
            "backend",
            "mobile",
            "tv",
            "kiosk",
            "report-service",
            "downstream-service",
            "account",
            "account-console",
            "admin-cli",
            "broker",
            "realm-management",
            "security-admin-console");

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());

    /** RFC 9700 §2.4: no password grant. Uses a correct password, so that only the grant can be the reason. */
    @ParameterizedTest
    @CsvSource({
        "frontend, 400, unauthorized_client",
        "backend, 400, unauthorized_client",
        "downstream-service, 400, unauthorized_client",
        "mobile, 400, unauthorized_client",
        "tv, 400, unauthorized_client",
        "kiosk, 400, unauthorized_client",
        "report-service, 400, unauthorized_client",
        "account, 400, unauthorized_client",
        "account-console, 400, unauthorized_client",
        "security-admin-console, 400, unauthorized_client",
        "admin-cli, 401, invalid_client", // disabled
        "broker, 401, unauthorized_client", // bearer-only
        "realm-management, 401, unauthorized_client", // bearer-only
    })
    void passwordGrantIsRefused(String client, int status, String error) {
        boolean confidential = List.of("frontend", "backend", "report-service", "downstream-service")
                .contains(client);
        Map<String, String> form = confidential ? oauth.as(client) : Map.of("client_id", client);
        form = with(with(form, "grant_type", "password"), "scope", "openid");
        assertRefused(oauth.post("/token", with(with(form, "username", "alice"), "password", "alice")), status, error);
    }

    @Test
    void noClientHasTheImplicitOrThePasswordGrant() {
        JsonPath clients = Accounts.get(admin, "/clients");
        for (String client : CLIENTS) {
            Map<String, Object> settings = clients.getMap("find { it.clientId == '" + client + "' }");
            assertThat(settings)
                    .as(client)
                    .containsEntry("implicitFlowEnabled", false)
                    .containsEntry("directAccessGrantsEnabled", false);
        }
    }

    @Test
    void selfRegistrationAndPasswordResetAreDisabled() {
        JsonPath realm = Accounts.get(admin, "");
        assertThat(realm.getBoolean("registrationAllowed")).isFalse();
        assertThat(realm.getBoolean("resetPasswordAllowed")).isFalse();
        given().get(oauth.url("/realms/notebook/protocol/openid-connect/registrations?client_id=frontend"))
                .then()
                .statusCode(400);
    }

    @Test
    void repeatedWrongPasswordsLockTheAccountEvenForTheCorrectOne() {
        String name = Accounts.create(admin, "right");
        String id = Accounts.id(admin, name);
        String callback = oauth.env("FRONTEND_REDIRECT_URI");
        String url = Urls.query(oauth.url("/auth"), oauth.authorizationRequest("openid"));
        Person attacker = new Person(name, "wrong");
        JsonPath attack = until(
                () -> {
                    assertThat(attacker.logIn(attacker.open(url, callback), callback)
                                    .text())
                            .contains("Invalid username or password.");
                    return Accounts.get(admin, "/attack-detection/brute-force/users/" + id);
                },
                status -> status.getBoolean("disabled"));
        assertThat(attack.getInt("numFailures")).isBetween(2, 10);
        Person owner = new Person(name, "right");
        Person.Page page = owner.logIn(owner.open(url, callback), callback);
        assertThat(page.response().statusCode()).isEqualTo(200);
        assertThat(page.text()).contains("Invalid username or password."); // does not reveal that the account is locked
        oauth.authorize(admin.newPerson(), oauth.authorizationRequest("openid")); // other accounts are not locked
    }

    @Test
    void eventsAndLogContainNoSecrets() {
        String password = "password-" + UUID.randomUUID();
        String wrongPassword = "wrong-" + UUID.randomUUID();
        String wrongSecret = "secret-" + UUID.randomUUID();
        String name = Accounts.create(admin, password);
        Map<String, String> request = oauth.authorizationRequest("openid profile");
        String callback = request.get("redirect_uri");
        Person careless = new Person(name, wrongPassword);
        careless.logIn(careless.open(Urls.query(oauth.url("/auth"), request), callback), callback);
        String code = oauth.authorize(new Person(name, password), request).parameter("code");
        assertRefused(
                oauth.post("/token", with(oauth.codeRequest(code), "client_secret", wrongSecret)),
                401,
                "unauthorized_client");
        Response tokens = oauth.post("/token", oauth.codeRequest(code));
        assertGranted(tokens);
        oauth.post("/revoke", with(oauth.as("frontend"), "token", tokens.path("refresh_token")))
                .then()
                .statusCode(200);

        String events = admin.request()
                .queryParam("max", 100)
                .get("/notebook/events")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        List<String> types = admin.request()
                .queryParam("user", Accounts.id(admin, name))
                .get("/notebook/events")
                .then()
                .statusCode(200)
                .extract()
                .path("type");
        assertThat(types).contains("LOGIN_ERROR", "LOGIN", "CODE_TO_TOKEN", "REVOKE_GRANT");
        assertThat(events).contains("CODE_TO_TOKEN_ERROR");
        List<String> secrets = List.of(
                password,
                wrongPassword,
                wrongSecret,
                code,
                OAuth2.VERIFIER,
                oauth.env("FRONTEND_CLIENT_SECRET"),
                accessToken(tokens),
                tokens.path("refresh_token"),
                tokens.path("id_token"));
        assertThat(events).doesNotContain(secrets);
        assertThat(NotebookServer.get().log()).doesNotContain(secrets);
    }

    @Test
    void adminEventsAreSavedWithoutRepresentations() {
        String id = Accounts.id(admin, Accounts.create(admin, "secret"));
        List<Map<String, Object>> events = admin.request()
                .queryParam("resourcePath", "users/" + id)
                .get("/notebook/admin-events")
                .then()
                .statusCode(200)
                .extract()
                .path("$");
        assertThat(events).hasSize(1);
        assertThat(events.get(0)).containsEntry("operationType", "CREATE").doesNotContainKey("representation");
    }

    @Test
    void eventsExpireAfterAWeek() {
        JsonPath realm = Accounts.get(admin, "");
        assertThat(realm.getBoolean("eventsEnabled")).isTrue();
        assertThat(realm.getBoolean("adminEventsEnabled")).isTrue();
        assertThat(realm.getBoolean("adminEventsDetailsEnabled")).isFalse();
        assertThat(realm.getInt("eventsExpiration")).isEqualTo(7 * 24 * 3600);
    }

    @Test
    void refreshTokensRotateAndMayNotBeReused() {
        JsonPath realm = Accounts.get(admin, "");
        assertThat(realm.getBoolean("revokeRefreshToken")).isTrue();
        assertThat(realm.getInt("refreshTokenMaxReuse")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "accessTokenLifespan, 300",
        "accessCodeLifespan, 120",
        "oauth2DeviceCodeLifespan, 600",
        "ssoSessionIdleTimeout, 1800",
        "ssoSessionMaxLifespan, 28800",
    })
    void lifetimesAreShort(String setting, int seconds) {
        assertThat(Accounts.get(admin, "").getInt(setting)).isEqualTo(seconds);
    }

    @Test
    void tlsIsRequiredExceptFromLocalAddresses() {
        assertThat(Accounts.get(admin, "").getString("sslRequired")).isEqualTo("external");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frontend", "mobile"})
    void codeFlowAsksForConsentOnce(String client) {
        Map<String, String> request = with(oauth.authorizationRequest("openid profile"), "client_id", client);
        if (client.equals("mobile")) {
            request = with(request, "redirect_uri", "com.example.mobile:/callback");
        }
        String callback = request.get("redirect_uri");
        String url = Urls.query(oauth.url("/auth"), request);
        Person person = admin.newPerson();
        Person.Page consent = person.logIn(person.open(url, callback), callback);
        assertThat(consent.text()).contains("asks for access", "Your profile");
        assertThat(person.press(consent, "accept", callback).parameter("code")).isNotEmpty();
        assertThat(person.open(url, callback).parameter("code")).isNotEmpty();
    }

    @Test
    void deviceFlowAsksForConsent() {
        String url = oauth.post("/device_authorization", Map.of("client_id", "tv", "scope", "openid profile"))
                .path("verification_uri_complete");
        Person person = admin.newPerson();
        assertThat(person.logIn(person.openDevice(url), null).text())
                .contains("A device asks for access: TV", "Your profile");
    }

    @ParameterizedTest
    @CsvSource({
        "frontend, openid api:read api:write, Read your data through the API",
        "mobile, openid mobile:access, Use the mobile service in your name",
    })
    void consentPageDescribesWhatEachScopeAllows(String client, String scope, String words) {
        Map<String, String> request = with(oauth.authorizationRequest(scope), "client_id", client);
        if (client.equals("mobile")) {
            request = with(request, "redirect_uri", "com.example.mobile:/callback");
        }
        String callback = request.get("redirect_uri");
        Person person = admin.newPerson();
        Person.Page consent = person.logIn(person.open(Urls.query(oauth.url("/auth"), request), callback), callback);
        assertThat(consent.text()).contains(words).doesNotContain("ScopeConsentText");
    }

    /** RFC 8252 §8.4, RFC 9700 §2.1: redirect URIs must match exactly. */
    @Test
    void redirectUrisHaveNoWildcards() {
        JsonPath clients = Accounts.get(admin, "/clients");
        for (String client : CLIENTS.subList(0, 7)) {
            List<String> uris = clients.getList("find { it.clientId == '" + client + "' }.redirectUris");
            assertThat(uris).as(client).noneMatch(uri -> uri.contains("*"));
        }
    }

    @ParameterizedTest
    @CsvSource({"alice, Alice, Adams", "bob, Bob, Brown"})
    void shippedUserHasNameAndEmail(String name, String givenName, String familyName) {
        given().auth()
                .oauth2(accessToken(oauth.codeFlow(new Person(name, name), "openid profile email")))
                .get(oauth.url("/userinfo"))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.preferred_username", equalTo(name)))
                .body(hasJsonPath("$.given_name", equalTo(givenName)))
                .body(hasJsonPath("$.family_name", equalTo(familyName)))
                .body(hasJsonPath("$.name", equalTo(givenName + " " + familyName)))
                .body(hasJsonPath("$.email", equalTo(name + "@example.org")))
                .body(hasJsonPath("$.email_verified", equalTo(true)));
    }
}
