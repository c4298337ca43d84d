package dev.oauth2notebook.keycloak.exchange;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resource indicators (RFC 8707) in token exchange, and in other grants by the executor {@code resource-indicators}. */
@ExtendWith(NotebookServer.class)
class ResourceIndicatorsIT {

    private static final String TARGET = "https://target1.example/mcp";
    private static final String TARGET2 = "https://target2.example/api?v=1";
    private static final String MID = "https://mid.example";
    private static final String DISABLED = "https://disabled.example";
    private static final String AMBIGUOUS = "https://ambiguous.example";
    private static final String CALLBACK = "http://localhost:9/callback";
    private static final String APP = "code-app";

    private static final String EXCHANGE_SWITCH = "standard.token.exchange.enabled";

    private static TestRealm realm;
    private static String user;

    @BeforeAll
    static void createRealm() {
        realm = TestRealm.create(TestRealm.PERMITS, "enforced");
        realm.addExecutor("resource-indicators", Map.of());
        realm.update("target1", Map.of("attributes", Map.of("resource_url", TARGET)));
        realm.update("target2", Map.of("attributes", Map.of("resource_url", TARGET2)));
        realm.update("mid", Map.of("attributes", Map.of("resource_url", MID, EXCHANGE_SWITCH, "true")));
        realm.newClient(Map.of("enabled", false, "attributes", Map.of("resource_url", DISABLED)));
        realm.newClient(Map.of("attributes", Map.of("resource_url", AMBIGUOUS)));
        realm.newClient(Map.of("attributes", Map.of("resource_url", AMBIGUOUS)));
        realm.newClient(Map.of(
                "clientId",
                APP,
                "standardFlowEnabled",
                true,
                "redirectUris",
                List.of(CALLBACK),
                "defaultClientScopes",
                List.of("basic", "for-requesters", "roles")));
        user = realm.newUser(Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"target1", "/mcp", "//target1.example/mcp", TARGET + "#x", TARGET + "#", "https://a b", "", ":"})
    void malformedResourceIsRefused(String resource) {
        exchange(resource).assertRefused("invalid_target");
        Tokens.assertRefused(password(resource), "invalid_target");
    }

    @Test
    void overlongResourceIsNotDropped() {
        Tokens.assertRefused(password("https://" + "a".repeat(3000)), "invalid_target");
        Tokens.assertRefused(password("https://" + "a".repeat(5000)), "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://unknown.example",
                TARGET + "/",
                "https://TARGET1.example/mcp",
                "http://target1.example/mcp",
                "urn:client:nobody",
                "urn:client:",
                DISABLED,
                AMBIGUOUS,
            })
    void unknownResourceIsRefused(String resource) {
        exchange(resource).assertRefused("invalid_target");
        Tokens.assertRefused(password(resource), "invalid_target");
        assertThat(authorize(resource)).contains("error=invalid_target");
    }

    @Test
    void resourceThatThePermitDoesNotCoverIsRefused() {
        realm.exchange("mid", realm.userToken("read")).with("resource", TARGET2).assertRefused("invalid_target");
    }

    @Test
    void resourceOfAudiencesInPermitsOfSeveralRequestersIsRefused() {
        String shared = "https://shared.example";
        realm.update("support", Map.of("attributes", Map.of("resource_url", shared, EXCHANGE_SWITCH, "true")));
        exchange(shared).token();
        realm.update("target3", Map.of("attributes", Map.of("resource_url", shared)));
        exchange(shared).assertRefused("invalid_target");
    }

    @Test
    void exchangedTokenIsForTheResourceAndItsClient() {
        String token = exchange(TARGET).token();

        assertThat(Tokens.claims(token).getAudience()).containsExactly(TARGET, "target1");
        realm.introspect("target1", token)
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.aud", contains(TARGET, "target1")));
    }

    @Test
    void severalResourcesAreSeveralAudiences() {
        assertThat(exchange(TARGET).with("resource", TARGET, TARGET2).claims().getAudience())
                .containsExactly(TARGET, TARGET2, "target1", "target2");
        assertThat(exchange(TARGET).audience("target2").claims().getAudience())
                .containsExactlyInAnyOrder(TARGET, "target1", "target2");
    }

    @Test
    void oneUnknownResourceAmongSeveralIsRefused() {
        exchange(TARGET).with("resource", TARGET, "https://unknown.example").assertRefused("invalid_target");
    }

    @Test
    void refreshOfAnExchangedTokenIsForTheSameResourcesOrFewer() {
        Response tokens = realm.exchange("converter", realm.userToken("read"))
                .with("resource", TARGET, TARGET2)
                .requestedTokenType("refresh_token")
                .send();

        assertThat(audience(refresh("converter", tokens, null))).containsExactly(TARGET, TARGET2, "target1", "target2");
        Response fewer = refresh("converter", tokens, TARGET2);
        assertThat(audience(fewer)).containsExactly(TARGET2, "target2");
        assertThat(audience(refresh("converter", fewer, null))).hasSize(4);
        Tokens.assertRefused(refresh("converter", tokens, MID), "invalid_target");
    }

    @Test
    void otherGrantsRestrictTheTokenToTheResource() {
        assertThat(audience(password(null))).contains("mid", "svc");
        assertThat(audience(password(MID))).containsExactly(MID, "mid");
        assertThat(audience(password("urn:client:mid"))).containsExactly("mid");
        realm.introspect("mid", accessToken(password(MID)))
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.aud", contains(MID, "mid")));
        assertThat(audience(credentials(MID))).containsExactly(MID, "mid");
    }

    @Test
    void resourceThatIsNoAudienceOfTheTokenIsRefusedAndReported() {
        realm.saveEvents("LOGIN_ERROR");

        Tokens.assertRefused(password(TARGET), "invalid_target");
        Tokens.assertRefused(credentials(TARGET), "invalid_target");

        assertThat(realm.event("LOGIN_ERROR", "app")).containsEntry("error", "invalid_target");
    }

    @Test
    void codeAndRefreshAreForTheResourceOfTheAuthorizationRequest() {
        Response tokens = redeem(authorize(MID), null);

        assertThat(audience(tokens)).containsExactly(MID, "mid");
        Response refreshed = refresh(APP, tokens, null);
        assertThat(audience(refreshed)).containsExactly(MID, "mid");
        assertThat(audience(refresh(APP, refreshed, MID))).containsExactly(MID, "mid");
        Tokens.assertRefused(refresh(APP, refreshed, "urn:client:svc"), "invalid_target");
    }

    @Test
    void tokenRequestCannotNameAnotherResourceThanTheAuthorizationRequest() {
        Tokens.assertRefused(redeem(authorize(MID), "urn:client:svc"), "invalid_target");
    }

    @Test
    void tokenRequestMayRestrictAnUnrestrictedAuthorization() {
        Response tokens = redeem(authorize(null), MID);

        assertThat(audience(tokens)).containsExactly(MID, "mid");
        assertThat(audience(refresh(APP, tokens, null))).contains("svc", "mid");
    }

    @Test
    void restrictedTokenCanBeExchangedByItsAudience() {
        assertThat(realm.exchange("mid", accessToken(password(MID)))
                        .audience("target1")
                        .claims()
                        .getAudience())
                .containsExactly("target1");
        realm.exchange("svc", accessToken(password(MID))).audience("target1").assertRefused("invalid_request");
    }

    private static Exchange exchange(String resource) {
        return realm.exchange("svc", realm.userToken("read")).with("resource", resource);
    }

    private static Response password(String resource) {
        return realm.token(
                "app",
                form(Map.of("grant_type", "password", "username", "user", "password", TestRealm.SECRET), resource));
    }

    private static Response credentials(String resource) {
        return realm.token("svc", form(Map.of("grant_type", "client_credentials"), resource));
    }

    private static Response refresh(String client, Response tokens, String resource) {
        return realm.token(
                client,
                form(
                        Map.of("grant_type", "refresh_token", "refresh_token", tokens.<String>path("refresh_token")),
                        resource));
    }

    /** Returns the URL of the authorization response. */
    private static String authorize(String resource) {
        Map<String, String> request =
                form(Map.of("response_type", "code", "client_id", APP, "redirect_uri", CALLBACK), resource);
        return new Person(user, TestRealm.SECRET)
                .signIn(Urls.query(realm.url("/protocol/openid-connect/auth"), request), CALLBACK)
                .url();
    }

    private static Response redeem(String response, String resource) {
        return realm.token(
                APP,
                form(
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                Urls.parameter(response, "code"),
                                "redirect_uri",
                                CALLBACK),
                        resource));
    }

    private static Map<String, String> form(Map<String, String> parameters, String resource) {
        Map<String, String> form = new HashMap<>(parameters);
        if (resource != null) {
            form.put("resource", resource);
        }
        return form;
    }

    private static List<String> audience(Response tokens) {
        JWTClaimsSet claims = Tokens.claims(accessToken(tokens));
        return claims.getAudience();
    }
}
