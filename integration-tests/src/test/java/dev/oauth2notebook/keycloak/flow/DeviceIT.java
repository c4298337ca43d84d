package dev.oauth2notebook.keycloak.flow;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static dev.oauth2notebook.keycloak.flow.Responses.assertError;
import static dev.oauth2notebook.keycloak.flow.Responses.assertGranted;
import static dev.oauth2notebook.keycloak.flow.Responses.assertRefused;
import static dev.oauth2notebook.keycloak.flow.Responses.claims;
import static dev.oauth2notebook.keycloak.flow.Responses.lifetime;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static dev.oauth2notebook.keycloak.support.Poll.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The device grant (RFC 8628) at {@code /device_authorization}, {@code /device} and {@code /token}; refused requests
 * come first.
 */
@ExtendWith(NotebookServer.class)
class DeviceIT {

    /** RFC 8628 §6.1. */
    private static final String USER_CODE = "[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}";

    private static final List<String> DEVICE_AUTHORIZATION =
            List.of("/device_authorization", "/realms/notebook/protocol/openid-connect/auth/device");

    private static final String NOTEBOOK_SCOPE = "openid profile video:read";

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());

    @ParameterizedTest
    @ValueSource(strings = {"frontend", "backend", "mobile", "downstream-service", "account-console"})
    void clientWithoutTheGrantIsUnauthorizedClient(String client) {
        assertError(oauth.post("/device_authorization", credentials(client)), 400, "unauthorized_client")
                .body(hasNoJsonPath("$.device_code"));
    }

    @Test
    void unknownClientIsInvalidClient() {
        assertError(oauth.post("/device_authorization", Map.of("client_id", "nobody")), 401, "invalid_client");
    }

    @Test
    void missingClientIsInvalidClient() {
        assertError(oauth.post("/device_authorization", Map.of("scope", "openid")), 401, "invalid_client");
    }

    /** RFC 6749 §5.2 specifies {@code invalid_request}; Keycloak returns {@code invalid_grant}. */
    @Test
    void repeatedParameterOfADeviceRequestIsInvalidGrant() {
        String body =
                Urls.query("", Map.of("client_id", "tv", "scope", "openid")).substring(1) + "&scope=profile";
        assertError(
                given().contentType(ContentType.URLENC).body(body).post(oauth.url("/device_authorization")),
                400,
                "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void otherMethodsAreNotAllowed(String method) {
        given().request(method, oauth.url("/device_authorization"))
                .then()
                .statusCode(405)
                .header("Allow", "OPTIONS, POST");
    }

    @Test
    void pollingBeforeApprovalIsAuthorizationPending() {
        assertRefused(poll(start()), 400, "authorization_pending");
    }

    @Test
    void pollingFasterThanTheIntervalIsSlowDown() {
        Response device = start();
        poll(device);
        assertRefused(poll(device), 400, "slow_down");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "AAAA-BBBB"})
    void unknownDeviceCodeIsInvalidGrant(String code) {
        assertRefused(poll("tv", code), 400, "invalid_grant");
    }

    @Test
    void missingDeviceCodeIsInvalidRequest() {
        assertRefused(
                oauth.post("/token", Map.of("client_id", "tv", "grant_type", OAuth2.DEVICE_CODE)),
                400,
                "invalid_request");
    }

    @Test
    void pollingByAnUnknownClientIsInvalidClient() {
        assertRefused(poll("nobody", start().path("device_code")), 401, "invalid_client");
    }

    @Test
    void deviceCodeOfAnotherDeviceIsInvalidGrantAndNotConsumed() {
        String thief = Accounts.newDevice(admin, 600, 5);
        Response device = start();
        assertRefused(poll(thief, device.path("device_code")), 400, "invalid_grant");
        approve(admin.newPerson(), device.path("verification_uri_complete"), "accept");
        assertGranted(poll(device));
    }

    /** RFC 6749 §5.2 specifies {@code unauthorized_client}; Keycloak returns {@code invalid_grant}. */
    @ParameterizedTest
    @ValueSource(strings = {"frontend", "backend", "mobile", "downstream-service"})
    void pollingByAClientWithoutTheGrantIsInvalidGrant(String client) {
        Map<String, String> form = with(credentials(client), "grant_type", OAuth2.DEVICE_CODE);
        assertRefused(
                oauth.post("/token", with(form, "device_code", start().path("device_code"))), 400, "invalid_grant");
    }

    @Test
    void deniedDeviceIsAccessDenied() {
        Response device = start();
        Person.Page page = approve(admin.newPerson(), device.path("verification_uri_complete"), "cancel");
        assertThat(page.text()).contains("The device is not connected", "Nothing was shared");
        assertRefused(poll(device), 400, "access_denied");
    }

    @Test
    void expiredDeviceCodeIsExpiredToken() {
        String device = Accounts.newDevice(admin, 1, 1);
        Response authorization = oauth.post("/device_authorization", Map.of("client_id", device));
        String code = authorization
                .then()
                .body(hasJsonPath("$.expires_in", equalTo(1)))
                .extract()
                .path("device_code");
        Response last = until(() -> poll(device, code), answer -> !List.of("authorization_pending", "slow_down")
                .contains(answer.<String>path("error")));
        assertRefused(last, 400, "expired_token");
    }

    @Test
    void deviceCodeRedeemedTwiceIsInvalidGrant() {
        Response device = start();
        approve(admin.newPerson(), device.path("verification_uri_complete"), "accept");
        assertGranted(poll(device));
        assertRefused(poll(device), 400, "invalid_grant");
    }

    @Test
    void deviceCodeOfADisabledUserIsInvalidGrant() {
        String name = Accounts.create(admin, "secret");
        Response device = start();
        approve(new Person(name, "secret"), device.path("verification_uri_complete"), "accept");
        Accounts.disable(admin, name);
        assertRefused(poll(device), 400, "invalid_grant");
    }

    @Test
    void emptyUserCodeIsRequestedAgain() {
        Person.Page page = enter(admin.newPerson(), "");
        assertThat(page.response().statusCode()).isEqualTo(200);
        assertThat(page.document().select("[name=device_user_code]")).hasSize(1);
        assertThat(page.document().select("[name=password]")).isEmpty();
    }

    /** RFC 8628 §3.2, with the notebook's request. */
    @Test
    void deviceAuthorizationResponseIsComplete() {
        start().then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .header("Cache-Control", containsString("no-store"))
                .body(hasJsonPath("$.device_code", notNullValue()))
                .body(hasJsonPath("$.user_code", matchesPattern(USER_CODE)))
                .body(hasJsonPath("$.verification_uri", equalTo(oauth.url("/device"))))
                .body(hasJsonPath("$.verification_uri_complete", containsString(oauth.url("/device?user_code="))))
                .body(hasJsonPath("$.expires_in", equalTo(600)))
                .body(hasJsonPath("$.interval", equalTo(5)));
    }

    @Test
    void everyDeviceGetsItsOwnCodes() {
        Response one = start();
        Response other = start();
        assertThat(one.<String>path("device_code")).isNotEqualTo(other.path("device_code"));
        assertThat(one.<String>path("user_code")).isNotEqualTo(other.path("user_code"));
    }

    @Test
    void typedCodeYieldsTokens() {
        Response device = start();
        Person person = admin.newPerson();
        Person.Page page = answerConsent(person, enter(person, device.path("user_code")), "accept");
        assertThat(page.text()).contains("Your device is connected");
        Response tokens = poll(device);
        assertGranted(tokens)
                .body(hasJsonPath("$.expires_in", lifetime(300)))
                .body(hasJsonPath("$.refresh_token", notNullValue()))
                .body(hasJsonPath("$.id_token", notNullValue()));
        assertThat(tokens.<String>path("scope").split(" "))
                .containsExactlyInAnyOrder("openid", "profile", "video:read");
        assertThat(claims(accessToken(tokens)).getClaim("azp")).isEqualTo("tv");
        given().auth()
                .oauth2(accessToken(tokens))
                .get(oauth.url("/api/video"))
                .then()
                .statusCode(200);
    }

    @Test
    void completeUriYieldsTokensWithoutTyping() {
        Response device = start();
        Person.Page page = approve(admin.newPerson(), device.path("verification_uri_complete"), "accept");
        assertThat(page.text()).contains("Your device is connected");
        assertGranted(poll(device));
    }

    /** RFC 8628 §6.1: case and punctuation do not matter. */
    @Test
    void userCodeMayBeTypedInLowerCaseAndWithoutTheHyphen() {
        Response device = start();
        Person person = admin.newPerson();
        String typed = device.<String>path("user_code").toLowerCase(Locale.ROOT).replace("-", "");
        assertThat(answerConsent(person, enter(person, typed), "accept").text()).contains("Your device is connected");
        assertGranted(poll(device));
    }

    @Test
    void devicePollsUntilTheUserHasApproved() {
        String client = Accounts.newDevice(admin, 600, 1);
        Response device = oauth.post("/device_authorization", Map.of("client_id", client, "scope", "openid"));
        String code = device.path("device_code");
        assertRefused(poll(client, code), 400, "authorization_pending");
        Person person = admin.newPerson();
        Person.Page page = person.openDevice(device.path("verification_uri_complete"));
        assertThat(person.logIn(page, null).text()).contains("A device asks for access");
        page = person.openDevice(device.path("verification_uri_complete"));
        answerConsent(person, page, "accept");
        assertGranted(until(() -> poll(client, code), answer -> answer.statusCode() == 200));
    }

    /** RFC 8628 §3.2, at the alias and at Keycloak's own path. */
    @ParameterizedTest
    @ValueSource(
            strings = {"bogus", "openid nothing:here", "openid api:write", "openid mobile:access", "api:write bogus"})
    void scopeNotAssignedToTheClientIsInvalidScope(String scope) {
        for (String path : DEVICE_AUTHORIZATION) {
            assertError(oauth.post(path, Map.of("client_id", "tv", "scope", scope)), 400, "invalid_scope")
                    .body(hasNoJsonPath("$.device_code"));
        }
    }

    /** Keycloak may drop a value of this length without reading it. */
    @Test
    void longScopeIsNotIgnored() {
        for (String path : DEVICE_AUTHORIZATION) {
            oauth.post(path, Map.of("client_id", "tv", "scope", "openid " + "x".repeat(5000)))
                    .then()
                    .statusCode(400)
                    .body(hasNoJsonPath("$.device_code"));
        }
    }

    @Test
    void scopeIsCheckedAfterTheClient() {
        assertError(
                oauth.post("/device_authorization", with(credentials("backend"), "scope", "bogus")),
                400,
                "unauthorized_client");
        assertError(
                oauth.post("/device_authorization", Map.of("client_id", "nobody", "scope", "bogus")),
                401,
                "invalid_client");
    }

    /** The notebook may have no scopes configured; RFC 6749 §3.2: an empty parameter is treated as omitted. */
    @Test
    void emptyScopeIsAccepted() {
        Response device = oauth.post("/device_authorization", Map.of("client_id", "tv", "scope", ""));
        approve(admin.newPerson(), device.path("verification_uri_complete"), "accept");
        assertGranted(poll(device)).body(hasJsonPath("$.scope", equalTo("")));
    }

    @Test
    void deviceCanRefreshItsTokens() {
        Response device = start();
        approve(admin.newPerson(), device.path("verification_uri_complete"), "accept");
        String refreshToken = poll(device).path("refresh_token");
        assertGranted(oauth.post(
                "/token", Map.of("client_id", "tv", "grant_type", "refresh_token", "refresh_token", refreshToken)));
    }

    private Response start() {
        Response device = oauth.post("/device_authorization", Map.of("client_id", "tv", "scope", NOTEBOOK_SCOPE));
        device.then().statusCode(200);
        return device;
    }

    private Response poll(Response device) {
        return poll("tv", device.path("device_code"));
    }

    private Response poll(String client, String deviceCode) {
        return oauth.post(
                "/token", Map.of("client_id", client, "grant_type", OAuth2.DEVICE_CODE, "device_code", deviceCode));
    }

    private Person.Page enter(Person person, String userCode) {
        return person.submit(person.open(oauth.url("/device")), Map.of("device_user_code", userCode), null);
    }

    private Person.Page approve(Person person, String completeUri, String button) {
        return answerConsent(person, person.openDevice(completeUri), button);
    }

    /** Signs in if necessary, and presses a button of the consent page. */
    private static Person.Page answerConsent(Person person, Person.Page page, String button) {
        boolean login = page.document().selectFirst("[name=password]") != null;
        return person.press(login ? person.logIn(page, null) : page, button, null);
    }

    private Map<String, String> credentials(String client) {
        return List.of("mobile", "account-console").contains(client) ? Map.of("client_id", client) : oauth.as(client);
    }
}
