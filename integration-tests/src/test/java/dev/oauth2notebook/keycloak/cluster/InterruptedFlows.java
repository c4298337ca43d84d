package dev.oauth2notebook.keycloak.cluster;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.response.Response;
import java.util.Map;

/** Flows that are started on a node before it is killed, each by a different user and stopped at a different step. */
final class InterruptedFlows {

    static final String SCOPE = "openid profile api:read";
    private static final String DEVICE_SCOPE = "openid video:read";

    final OAuth2 oauth;
    private final Admin admin;

    final Person userAtLogin;
    final Person.Page loginPage;
    final Person userAtConsent;
    final Person.Page consentPage;
    final Person signedInUser;
    final String code;
    final String usedCode;
    final Response device;
    final Response approvedDevice;
    final Person userAtDevicePage;
    final Person.Page devicePage;
    final String backendToken;
    final String exchangedToken;
    final Response tokens;
    final String usedRefreshToken;
    final String newerRefreshToken;
    final Response revokedTokens;
    final Person loggedOutUser;
    final Response loggedOutTokens;

    InterruptedFlows(Cluster cluster) {
        oauth = new OAuth2(cluster);
        admin = new Admin(cluster);
        userAtLogin = admin.newPerson();
        loginPage = userAtLogin.open(authorizationUrl(), callback());
        userAtConsent = admin.newPerson();
        consentPage = userAtConsent.logIn(userAtConsent.open(authorizationUrl(), callback()), callback());
        signedInUser = admin.newPerson();
        code = code(signedInUser);
        usedCode = code(admin.newPerson());
        accessToken(oauth.post("/token", oauth.codeRequest(usedCode)));
        device = startDevice();
        approvedDevice = startDevice();
        Person approver = admin.newPerson();
        approver.press(
                approver.logIn(approver.openDevice(approvedDevice.path("verification_uri_complete")), null),
                "accept",
                null);
        userAtDevicePage = admin.newPerson();
        devicePage = userAtDevicePage.open(device.path("verification_uri_complete"));
        backendToken = oauth.backendToken("api:read");
        exchangedToken = accessToken(exchange(backendToken));
        tokens = signIn();
        usedRefreshToken = signIn().path("refresh_token");
        newerRefreshToken = refresh(usedRefreshToken).path("refresh_token");
        revokedTokens = signIn();
        revoke(revokedTokens.path("access_token"));
        revoke(revokedTokens.path("refresh_token"));
        loggedOutUser = admin.newPerson();
        loggedOutTokens = oauth.codeFlow(loggedOutUser, SCOPE);
        loggedOutUser.open(
                Urls.query(
                        oauth.url("/logout"),
                        Map.of(
                                "id_token_hint",
                                loggedOutTokens.path("id_token"),
                                "post_logout_redirect_uri",
                                callback())),
                callback());
    }

    String callback() {
        return oauth.env("FRONTEND_REDIRECT_URI");
    }

    String authorizationUrl() {
        return Urls.query(oauth.url("/auth"), oauth.authorizationRequest(SCOPE));
    }

    String code(Person person) {
        return oauth.authorize(person, oauth.authorizationRequest(SCOPE)).parameter("code");
    }

    Response refresh(String refreshToken) {
        return oauth.post(
                "/token",
                with(with(oauth.as("frontend"), "grant_type", "refresh_token"), "refresh_token", refreshToken));
    }

    Response exchange(String subjectToken) {
        Map<String, String> form = oauth.as("backend");
        form.put("grant_type", OAuth2.TOKEN_EXCHANGE);
        form.put("subject_token", subjectToken);
        form.put("subject_token_type", OAuth2.ACCESS_TOKEN_TYPE);
        form.put("audience", "downstream-service");
        form.put("scope", "api:read");
        return oauth.post("/token", form);
    }

    Response poll(Response authorization) {
        return oauth.post(
                "/token",
                Map.of(
                        "client_id",
                        "tv",
                        "grant_type",
                        OAuth2.DEVICE_CODE,
                        "device_code",
                        authorization.path("device_code")));
    }

    Response introspect(String client, String token) {
        return oauth.post("/introspect", with(oauth.as(client), "token", token));
    }

    private Response signIn() {
        return oauth.codeFlow(admin.newPerson(), SCOPE);
    }

    private Response startDevice() {
        return oauth.post("/device_authorization", Map.of("client_id", "tv", "scope", DEVICE_SCOPE));
    }

    private void revoke(String token) {
        oauth.post("/revoke", with(oauth.as("frontend"), "token", token)).then().statusCode(200);
    }
}
