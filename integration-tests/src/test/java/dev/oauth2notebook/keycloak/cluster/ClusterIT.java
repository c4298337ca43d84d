package dev.oauth2notebook.keycloak.cluster;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static dev.oauth2notebook.keycloak.support.Poll.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.SignedJWT;
import dev.oauth2notebook.keycloak.support.Person;
import io.restassured.response.Response;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One node of two is killed in the middle of each flow, and the other goes on as if nothing had happened: first the node
 * that coordinates the cluster dies, then the other.
 */
@ExtendWith(TwoNodes.class)
@ParameterizedClass(name = "node {0} dies")
@ValueSource(ints = {0, 1})
class ClusterIT {

    private static InterruptedFlows flows;

    @Parameter
    int victim;

    @BeforeParameterizedClassInvocation
    static void beginEachFlowAndKillItsNode(int victim) {
        Cluster cluster = TwoNodes.get();
        cluster.restore();
        Node dies = cluster.nodes().get(victim);
        cluster.balancer().use(List.of(dies));
        flows = new InterruptedFlows(cluster);
        dies.kill();
        cluster.nodes().get(1 - victim).awaitMembers(1);
        cluster.balancer().use(cluster.nodes());
    }

    @Test
    void usedCodeIsRefused() {
        refused(flows.oauth.post("/token", flows.oauth.codeRequest(flows.usedCode)));
    }

    @Test
    void revokedRefreshTokenIsRefused() {
        refused(flows.refresh(flows.revoked.path("refresh_token")));
    }

    @Test
    void revokedAccessTokenStaysInactive() {
        inactive(flows.revoked.path("access_token"));
    }

    /** Nodes that have started together, or lost each other for a while, may have it in no cache. */
    @Test
    void revocationThatIsOnlyInTheDatabaseCounts() throws ParseException {
        String token = flows.oauth.backendToken("api:read");
        String exchanged = accessToken(flows.exchange(token));
        accepted(token);
        TwoNodes.get()
                .database()
                .execute("insert into revoked_token (id, expire) values ('%s', %d)"
                        .formatted(
                                SignedJWT.parse(token).getJWTClaimsSet().getJWTID(),
                                Instant.now().getEpochSecond() + 600));
        inactive(token);
        flows.introspect("downstream-service", exchanged).then().body("active", equalTo(false));
    }

    @Test
    void rotatedRefreshTokenIsRefusedAndEndsItsSuccessor() {
        refused(flows.refresh(flows.usedRefreshToken));
        refused(flows.refresh(flows.newerRefreshToken));
    }

    @Test
    void loggedOutSessionStaysLoggedOut() {
        refused(flows.refresh(flows.tokensOfLoggedOut.path("refresh_token")));
        inactive(flows.tokensOfLoggedOut.path("access_token"));
        Person.Page page = flows.loggedOut.open(flows.authorizationUrl(), flows.callback());
        assertThat(page.text()).contains("Sign in to your account");
    }

    @Test
    void openLoginPageStillSignsIn() {
        assertThat(flows.loginPage.text()).contains("Sign in to your account");
        Person.Page consent = flows.atLogin.logIn(flows.loginPage, flows.callback());
        assertThat(consent.text()).contains("asks for access", flows.atLogin.name());
        redeemed(flows.atLogin.press(consent, "accept", flows.callback()).parameter("code"));
    }

    @Test
    void openConsentPageStillConsents() {
        assertThat(flows.consentPage.text()).contains("asks for access", flows.atConsent.name());
        redeemed(flows.atConsent
                .press(flows.consentPage, "accept", flows.callback())
                .parameter("code"));
    }

    @Test
    void codeIsRedeemedOnce() {
        redeemed(flows.code);
        refused(flows.oauth.post("/token", flows.oauth.codeRequest(flows.code)));
    }

    @Test
    void browserNeedsNoSecondSignIn() {
        Person.Page page = flows.signedIn.open(flows.authorizationUrl(), flows.callback());
        assertThat(page.response()).as("a page instead of the redirect").isNull();
        redeemed(page.parameter("code"));
    }

    @Test
    void deviceIsApprovedAndGetsItsTokens() {
        assertThat(flows.devicePage.text()).contains(flows.device.<String>path("user_code"));
        Person.Page login = flows.atDevice.submit(flows.devicePage, Map.of(), null);
        assertThat(login.text()).contains("Sign in to your account");
        Person.Page consent = flows.atDevice.logIn(login, null);
        assertThat(consent.text()).contains("A device asks for access");
        assertThat(flows.atDevice.press(consent, "accept", null).text()).contains("Your device is connected");
        servesVideo(until(() -> flows.poll(flows.device), answer -> answer.statusCode() == 200));
    }

    @Test
    void approvedDeviceGetsItsTokens() {
        servesVideo(until(() -> flows.poll(flows.approvedDevice), answer -> answer.statusCode() == 200));
        refused(flows.poll(flows.approvedDevice));
    }

    @Test
    void tokenOfTheBackendIsAcceptedAndAnotherIssued() {
        accepted(flows.backendToken);
        accepted(flows.oauth.backendToken("api:read"));
    }

    @Test
    void tokenIsExchanged() {
        String token = accessToken(flows.exchange(flows.tokens.path("access_token")));
        flows.introspect("downstream-service", token).then().body("active", equalTo(true));
    }

    @Test
    void exchangedTokenIsActive() {
        flows.introspect("downstream-service", flows.exchangedToken)
                .then()
                .statusCode(200)
                .body("active", equalTo(true))
                .body("scope", equalTo("api:read"));
    }

    @Test
    void refreshTokenBringsNewTokens() {
        Response next = flows.refresh(flows.tokens.path("refresh_token"));
        accepted(accessToken(next));
        accepted(accessToken(flows.refresh(next.path("refresh_token"))));
    }

    private static void redeemed(String code) {
        Response tokens = flows.oauth.post("/token", flows.oauth.codeRequest(code));
        accepted(accessToken(tokens));
        assertThat(tokens.<String>path("scope").split(" ")).contains("openid", "profile", "api:read");
    }

    private static void accepted(String token) {
        given().auth()
                .oauth2(token)
                .get(flows.oauth.url("/api/resource"))
                .then()
                .statusCode(200);
        flows.introspect("backend", token).then().statusCode(200).body("active", equalTo(true));
    }

    private static void servesVideo(Response tokens) {
        given().auth()
                .oauth2(accessToken(tokens))
                .get(flows.oauth.url("/api/video"))
                .then()
                .statusCode(200);
    }

    private static void inactive(String token) {
        flows.introspect("backend", token).then().statusCode(200).body("$", equalTo(Map.of("active", false)));
    }

    private static void refused(Response answer) {
        answer.then().statusCode(400).body("error", equalTo("invalid_grant"));
    }
}
