package dev.oauth2notebook.keycloak.flow;

import static dev.oauth2notebook.keycloak.flow.Responses.assertError;
import static dev.oauth2notebook.keycloak.flow.Responses.assertGranted;
import static dev.oauth2notebook.keycloak.flow.Responses.assertRefused;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static dev.oauth2notebook.keycloak.support.Poll.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Approvals that are no longer valid when the device polls, and clients that must use PKCE in other flows. */
@ExtendWith(NotebookServer.class)
class DeviceApprovalIT {

    private static final String ALIAS = "/device_authorization";
    private static final String NATIVE_PATH = "/realms/notebook/protocol/openid-connect/auth/device";

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());
    private final Person person = admin.newPerson();

    @Test
    void lockedOutUserWithAnExistingSessionCannotApproveADevice() {
        Device before = start("tv");
        assertThat(approve(before).text()).contains("Your device is connected");
        Accounts.lockOut(oauth, admin, person.name());
        Device device = start("tv");
        Person.Page page = person.openDevice(device.completeUri());
        assertThat(page.document().select("[name=accept]")).isEmpty();
        assertThat(person.submit(page, Map.of("password", person.password()), null)
                        .text())
                .contains("Invalid username or password");
        assertRefused(poll(device), 400, "authorization_pending");
    }

    @Test
    void approvalOfAUserWhoIsLockedOutAfterwardsIsAccessDenied() {
        Device device = start(Accounts.newDevice(admin, 600, 1));
        approve(device);
        Accounts.lockOut(oauth, admin, person.name());
        assertRefused(poll(device), 400, "access_denied");
        admin.request()
                .delete("/notebook/attack-detection/brute-force/users/" + Accounts.id(admin, person.name()))
                .then()
                .statusCode(204);
        assertRefused(poll(device), 400, "access_denied");
    }

    @Test
    void approvalIsAccessDeniedAfterAnAdministratorEndsTheSession() {
        Device device = start(Accounts.newDevice(admin, 600, 1));
        approve(device);
        Accounts.signOut(admin, person.name());
        assertRefused(finalResponse(device), 400, "access_denied");
        assertRefused(poll(device), 400, "access_denied");
    }

    @Test
    void approvalOfADeletedUserIsAccessDenied() {
        Device device = start(Accounts.newDevice(admin, 600, 1));
        approve(device);
        admin.request()
                .delete("/notebook/users/" + Accounts.id(admin, person.name()))
                .then()
                .statusCode(204);
        assertRefused(finalResponse(device), 400, "access_denied");
    }

    @Test
    void approvalIsAccessDeniedAfterTheConsentIsRevoked() {
        Device device = start("tv");
        approve(device);
        Accounts.revokeConsent(admin, person.name(), "tv");
        assertRefused(finalResponse(device), 400, "access_denied");
    }

    /** PKCE protects codes that pass through a browser; RFC 8628 has no PKCE. */
    @ParameterizedTest
    @ValueSource(strings = {"S256", "plain"})
    void clientThatMustUsePkceMayUseTheDeviceGrantWithoutIt(String method) {
        Device device = start(Accounts.newDevice(admin, 600, 1, method));
        approve(device);
        assertGranted(poll(device));
    }

    @ParameterizedTest
    @ValueSource(strings = {ALIAS, NATIVE_PATH})
    void challengeSentByTheDeviceIsEnforced(String path) {
        Map<String, String> request = request(Accounts.newDevice(admin, 600, 1, "S256"));
        Map<String, String> challenge = with(request, "code_challenge", OAuth2.challenge(OAuth2.VERIFIER));
        Device device = start(path, with(challenge, "code_challenge_method", "S256"));
        approve(device);
        assertRefused(finalResponse(device), 400, "invalid_grant");
        assertRefused(finalResponse(with(device.poll(), "code_verifier", "x".repeat(43))), 400, "invalid_grant");
        assertGranted(finalResponse(with(device.poll(), "code_verifier", OAuth2.VERIFIER)));
    }

    @Test
    void incompleteChallengeIsInvalidRequest() {
        Map<String, String> request = request(Accounts.newDevice(admin, 600, 1, "S256"));
        for (Map<String, String> incomplete : List.of(
                with(request, "code_challenge_method", "S256"),
                with(request, "code_challenge", OAuth2.challenge(OAuth2.VERIFIER)),
                with(with(request, "code_challenge", "short"), "code_challenge_method", "S256"))) {
            assertError(oauth.post(ALIAS, incomplete), 400, "invalid_request");
        }
    }

    /** Documented in SECURITY.md. */
    @Test
    void nativePathRequiresAChallengeFromAClientThatMustUsePkce() {
        assertError(
                oauth.post(NATIVE_PATH, request(Accounts.newDevice(admin, 600, 1, "S256"))), 400, "invalid_request");
    }

    private Device start(String client) {
        return start(ALIAS, request(client));
    }

    private Device start(String path, Map<String, String> request) {
        Response authorization = oauth.post(path, request);
        authorization.then().statusCode(200);
        return new Device(request.get("client_id"), authorization);
    }

    private static Map<String, String> request(String client) {
        return Map.of("client_id", client, "scope", "openid profile");
    }

    private Person.Page approve(Device device) {
        return person.signIn(device.completeUri(), null);
    }

    private Response poll(Device device) {
        return oauth.post("/token", device.poll());
    }

    /** Polls until the device need not wait any longer, and returns the response. */
    private Response finalResponse(Device device) {
        return finalResponse(device.poll());
    }

    private Response finalResponse(Map<String, String> request) {
        return until(() -> oauth.post("/token", request), response -> !List.of("authorization_pending", "slow_down")
                .contains(String.valueOf(response.<String>path("error"))));
    }

    private record Device(String client, Response authorization) {

        String completeUri() {
            return authorization.path("verification_uri_complete");
        }

        Map<String, String> poll() {
            return Map.of(
                    "client_id",
                    client,
                    "grant_type",
                    OAuth2.DEVICE_CODE,
                    "device_code",
                    authorization.path("device_code"));
        }
    }
}
