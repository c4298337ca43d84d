package dev.oauth2notebook.keycloak.exchange;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Refresh (RFC 6749 §6) of exchanged tokens after the permission for the exchange has changed. */
@ExtendWith(NotebookServer.class)
class RefreshedExchangeIT {

    private static final String REQUESTER = "converter";
    private static final String PERMIT = "convert";
    private static final String SWITCH = "standard.token.exchange.enabled";
    private static final String REFRESH_SWITCH = "standard.token.exchange.enableRefreshRequestedTokenType";

    /** Not the shared realm, because these tests change its clients and permits. */
    private static TestRealm realm;

    @BeforeAll
    static void createRealm() {
        realm = TestRealm.create(TestRealm.PERMITS, "enforced");
    }

    @AfterEach
    void restore() {
        realm.update("target1", Map.of("enabled", true));
        realm.update("app", Map.of("enabled", true));
        realm.update(REQUESTER, Map.of("attributes", Map.of(SWITCH, "true")));
        realm.savePermits(TestRealm.PERMITS).then().statusCode(204);
        realm.savePolicy(PERMIT, "any-client", Map.of());
        realm.setPolicy("enforced");
    }

    @Test
    void refreshIsRefusedIfTheAudienceIsDisabled() {
        assertRefreshRefusedAfter(() -> realm.update("target1", Map.of("enabled", false)));
    }

    @Test
    void refreshIsRefusedIfTheClientOfTheSubjectTokenIsDisabled() {
        assertRefreshRefusedAfter(() -> realm.update("app", Map.of("enabled", false)));
    }

    @Test
    void refreshIsRefusedIfTheRequesterMayNoLongerExchange() {
        assertRefreshRefusedAfter(() -> realm.update(REQUESTER, Map.of("attributes", Map.of(SWITCH, "false"))));
    }

    @Test
    void refreshIsRefusedIfThePermitNoLongerIncludesTheRequester() {
        assertRefreshRefusedAfter(() -> save(with("requesters", List.of("svc"))));
    }

    @Test
    void refreshIsRefusedIfThePermitNoLongerCoversTheAudience() {
        assertRefreshRefusedAfter(() -> save(with("audiences", List.of("target2"))));
    }

    @Test
    void refreshIsRefusedIfThePermitNoLongerCoversTheScope() {
        assertRefreshRefusedAfter(() -> save(with("scopes", List.of("openid"))));
    }

    @Test
    void refreshIsRefusedIfThePermitNoLongerAllowsRefreshTokens() {
        assertRefreshRefusedAfter(() -> save(with("requested-token-types", List.of("access_token"))));
    }

    @Test
    void refreshIsRefusedIfThePermitNowRequiresAnActor() {
        assertRefreshRefusedAfter(() -> save(with("actor", "required")));
    }

    @Test
    void refreshIsRefusedIfThePermitNowRequiresMayAct() {
        assertRefreshRefusedAfter(() -> save(with("require-may-act", true)));
    }

    @Test
    void refreshIsRefusedIfTheConditionNoLongerSelectsTheRequester() {
        assertRefreshRefusedAfter(
                () -> realm.savePolicy(PERMIT, "client-access-type", Map.of("type", List.of("public"))));
    }

    @Test
    void refreshTokenOfAnExchangeWithoutPolicyIsRefusedOnceThePolicyIsEnforced() {
        realm.update("mid", Map.of("attributes", Map.of(SWITCH, "true", REFRESH_SWITCH, "SAME_SESSION")));
        realm.setPolicy("off");
        Response tokens = realm.exchange("mid", realm.userToken("read"))
                .requestedTokenType("refresh_token")
                .send();
        Response refreshed = refresh("mid", tokens);
        refreshed.then().statusCode(200);
        realm.setPolicy("enforced");
        Tokens.assertRefused(refresh("mid", refreshed), "invalid_grant");
    }

    @Test
    void refusedRefreshDoesNotConsumeTheToken() {
        Response tokens = exchange("app");
        save(with("audiences", List.of("target2")));
        Tokens.assertRefused(refresh(tokens), "invalid_grant");
        save(TestRealm.PERMITS.get(PERMIT));
        refresh(tokens).then().statusCode(200);
    }

    @Test
    void reasonIsInTheEventButNotInTheResponse() {
        realm.saveEvents("REFRESH_TOKEN_ERROR");
        Response tokens = exchange("app");
        save(with("audiences", List.of("target2")));
        assertThat(Tokens.assertRefused(refresh(tokens), "invalid_grant")).doesNotContain(PERMIT, "target");
        assertThat(realm.event("REFRESH_TOKEN_ERROR", REQUESTER))
                .extracting("details", MAP)
                .containsEntry("reason", "permit convert: does not permit a requested audience")
                .containsEntry("considered_permits", "convert: does not permit a requested audience");
    }

    @Test
    void mayActOfTheSubjectTokenIsRemembered() {
        Map<String, Object> permit = with("require-may-act", true);
        permit.put("subject-clients", List.of("app-names-named"));
        permit.put("requesters", List.of("named"));
        save(permit);
        Response tokens = realm.exchange("named", accessToken(realm.signIn("app-names-named", "read")))
                .audience("target1")
                .requestedTokenType("refresh_token")
                .send();
        tokens.then().statusCode(200);
        Response refreshed = refresh("named", tokens);
        refreshed.then().statusCode(200);
        refresh("named", refreshed).then().statusCode(200);
    }

    @Test
    void narrowerPermitLimitsRefreshedTokens() {
        Response tokens = exchange("app");
        save(with("max-lifetime", 30));
        Response refreshed = refresh(tokens);
        assertThat(Tokens.lifetime(Tokens.claims(accessToken(refreshed)))).isBetween(1L, 30L);
        save(TestRealm.PERMITS.get(PERMIT));
        assertThat(Tokens.expiry(accessToken(refresh(refreshed))))
                .isLessThanOrEqualTo(Tokens.expiry(accessToken(refreshed)));
    }

    private static void assertRefreshRefusedAfter(Runnable change) {
        Response tokens = refresh(exchange("app"));
        tokens.then().statusCode(200);
        change.run();
        Tokens.assertRefused(refresh(tokens), "invalid_grant");
    }

    private static Response exchange(String app) {
        Response tokens = realm.exchange(REQUESTER, accessToken(realm.signIn(app, "read")))
                .audience("target1")
                .scope("read")
                .requestedTokenType("refresh_token")
                .send();
        tokens.then().statusCode(200);
        return tokens;
    }

    private static Response refresh(Response tokens) {
        return refresh(REQUESTER, tokens);
    }

    private static Response refresh(String client, Response tokens) {
        return realm.token(
                client, Map.of("grant_type", "refresh_token", "refresh_token", tokens.path("refresh_token")));
    }

    private static Map<String, Object> with(String key, Object value) {
        Map<String, Object> permit = new HashMap<>(TestRealm.PERMITS.get(PERMIT));
        permit.put(key, value);
        return permit;
    }

    private static void save(Map<String, Object> permit) {
        Map<String, Map<String, Object>> permits = new HashMap<>(TestRealm.PERMITS);
        permits.put(PERMIT, permit);
        realm.savePermits(permits).then().statusCode(204);
    }
}
