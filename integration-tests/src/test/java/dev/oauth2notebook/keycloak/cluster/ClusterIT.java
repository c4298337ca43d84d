package dev.oauth2notebook.keycloak.cluster;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
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
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills one of two nodes in the middle of each flow and checks that the other node continues it. The first run kills
 * the node that coordinates the cluster, the second run the other node.
 */
@ExtendWith(TwoNodeCluster.class)
@ParameterizedClass(name = "node {0} is killed")
@ValueSource(ints = {0, 1})
@Order(2)
class ClusterIT {

    private static InterruptedFlows flows;

    @Parameter
    int killed;

    @BeforeParameterizedClassInvocation
    static void startFlowsAndKillTheirNode(int killed) {
        Cluster cluster = TwoNodeCluster.get();
        cluster.restore();
        ClusterNode node = cluster.nodes().get(killed);
        cluster.balancer().use(List.of(node));
        flows = new InterruptedFlows(cluster);
        node.kill();
        cluster.nodes().get(1 - killed).awaitMembers(1);
        cluster.balancer().use(cluster.nodes());
    }

    @Test
    void usedCodeIsRefused() {
        assertRefused(flows.oauth.post("/token", flows.oauth.codeRequest(flows.usedCode)));
    }

    @Test
    void revokedRefreshTokenIsRefused() {
        assertRefused(flows.refresh(flows.revokedTokens.path("refresh_token")));
    }

    @Test
    void revokedAccessTokenStaysInactive() {
        assertInactive(flows.revokedTokens.path("access_token"));
    }

    /** Nodes that started at the same time, or were partitioned for a while, may not have it in any cache. */
    @Test
    void revocationOnlyInTheDatabaseTakesEffect() throws ParseException {
        String token = flows.oauth.backendToken("api:read");
        String exchanged = accessToken(flows.exchange(token));
        assertAccepted(token);
        TwoNodeCluster.get()
                .database()
                .execute("insert into revoked_token (id, expire) values ('%s', %d)"
                        .formatted(
                                SignedJWT.parse(token).getJWTClaimsSet().getJWTID(),
                                Instant.now().getEpochSecond() + 600));
        assertInactive(token);
        flows.introspect("downstream-service", exchanged).then().body(hasJsonPath("$.active", equalTo(false)));
    }

    @Test
    void rotatedRefreshTokenIsRefusedAndInvalidatesItsSuccessor() {
        assertRefused(flows.refresh(flows.usedRefreshToken));
        assertRefused(flows.refresh(flows.newerRefreshToken));
    }

    @Test
    void loggedOutSessionStaysLoggedOut() {
        assertRefused(flows.refresh(flows.loggedOutTokens.path("refresh_token")));
        assertInactive(flows.loggedOutTokens.path("access_token"));
        Person.Page page = flows.loggedOutUser.open(flows.authorizationUrl(), flows.callback());
        assertThat(page.text()).contains("Sign in to your account");
    }

    @Test
    void openLoginPageStillWorks() {
        assertThat(flows.loginPage.text()).contains("Sign in to your account");
        Person.Page consent = flows.userAtLogin.logIn(flows.loginPage, flows.callback());
        assertThat(consent.text()).contains("asks for access", flows.userAtLogin.name());
        redeem(flows.userAtLogin.press(consent, "accept", flows.callback()).parameter("code"));
    }

    @Test
    void openConsentPageStillWorks() {
        assertThat(flows.consentPage.text()).contains("asks for access", flows.userAtConsent.name());
        redeem(flows.userAtConsent
                .press(flows.consentPage, "accept", flows.callback())
                .parameter("code"));
    }

    @Test
    void codeCanBeRedeemedOnce() {
        redeem(flows.code);
        assertRefused(flows.oauth.post("/token", flows.oauth.codeRequest(flows.code)));
    }

    @Test
    void browserNeedsNoSecondSignIn() {
        Person.Page page = flows.signedInUser.open(flows.authorizationUrl(), flows.callback());
        assertThat(page.response()).as("a page instead of the redirect").isNull();
        redeem(page.parameter("code"));
    }

    @Test
    void deviceCanBeApprovedAndGetsItsTokens() {
        assertThat(flows.devicePage.text()).contains(flows.device.<String>path("user_code"));
        Person.Page login = flows.userAtDevicePage.submit(flows.devicePage, Map.of(), null);
        assertThat(login.text()).contains("Sign in to your account");
        Person.Page consent = flows.userAtDevicePage.logIn(login, null);
        assertThat(consent.text()).contains("A device asks for access");
        assertThat(flows.userAtDevicePage.press(consent, "accept", null).text()).contains("Your device is connected");
        assertVideoAccess(until(() -> flows.poll(flows.device), answer -> answer.statusCode() == 200));
    }

    @Test
    void approvedDeviceGetsItsTokens() {
        assertVideoAccess(until(() -> flows.poll(flows.approvedDevice), answer -> answer.statusCode() == 200));
        assertRefused(flows.poll(flows.approvedDevice));
    }

    @Test
    void backendTokenIsAcceptedAndAnotherCanBeIssued() {
        assertAccepted(flows.backendToken);
        assertAccepted(flows.oauth.backendToken("api:read"));
    }

    @Test
    void tokenCanBeExchanged() {
        String token = accessToken(flows.exchange(flows.tokens.path("access_token")));
        flows.introspect("downstream-service", token).then().body(hasJsonPath("$.active", equalTo(true)));
    }

    @Test
    void exchangedTokenStaysActive() {
        flows.introspect("downstream-service", flows.exchangedToken)
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.scope", equalTo("api:read")));
    }

    @Test
    void refreshTokenYieldsNewTokens() {
        Response next = flows.refresh(flows.tokens.path("refresh_token"));
        assertAccepted(accessToken(next));
        assertAccepted(accessToken(flows.refresh(next.path("refresh_token"))));
    }

    private static void redeem(String code) {
        Response tokens = flows.oauth.post("/token", flows.oauth.codeRequest(code));
        assertAccepted(accessToken(tokens));
        assertThat(tokens.<String>path("scope").split(" ")).contains("openid", "profile", "api:read");
    }

    private static void assertAccepted(String token) {
        given().auth()
                .oauth2(token)
                .get(flows.oauth.url("/api/resource"))
                .then()
                .statusCode(200);
        flows.introspect("backend", token).then().statusCode(200).body(hasJsonPath("$.active", equalTo(true)));
    }

    private static void assertVideoAccess(Response tokens) {
        given().auth()
                .oauth2(accessToken(tokens))
                .get(flows.oauth.url("/api/video"))
                .then()
                .statusCode(200);
    }

    private static void assertInactive(String token) {
        flows.introspect("backend", token)
                .then()
                .statusCode(200)
                .body(hasJsonPath("$", equalTo(Map.of("active", false))));
    }

    private static void assertRefused(Response answer) {
        answer.then().statusCode(400).body(hasJsonPath("$.error", equalTo("invalid_grant")));
    }
}
