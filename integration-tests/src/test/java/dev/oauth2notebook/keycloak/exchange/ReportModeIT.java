package dev.oauth2notebook.keycloak.exchange;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A realm that only reports what the policy would do: clients get what they get where it is off. */
@ExtendWith(NotebookServer.class)
class ReportModeIT {

    private static final String SWITCH = "standard.token.exchange.enabled";
    private static final String REFRESH_SWITCH = "standard.token.exchange.enableRefreshRequestedTokenType";

    private static TestRealm realm;

    @BeforeAll
    static void realm() {
        realm = TestRealm.create(TestRealm.PERMITS, "report");
        realm.update("wide", Map.of("attributes", Map.of(SWITCH, "true", REFRESH_SWITCH, "SAME_SESSION")));
    }

    @Test
    void exchangeWithoutAPermitIsGrantedAndReported() {
        String token = realm.exchange("nopermit", realm.userToken("read"))
                .audience("mid")
                .token();
        assertThat(Tokens.claims(token).getAudience()).containsExactly("mid");
        assertThat(details("TOKEN_EXCHANGE", "nopermit"))
                .containsEntry("would_refuse", "no permit applies to this requester")
                .doesNotContainKeys("would_grant", "would_narrow", "permit");
    }

    @Test
    void reportNamesTheConsideredPermits() {
        realm.exchange("last", realm.userToken("read")).audience("mid").token();
        assertThat(details("TOKEN_EXCHANGE", "last"))
                .containsEntry("would_refuse", "permit end: does not accept subject tokens of this client")
                .containsEntry("considered_permits", "end: does not accept subject tokens of this client");
    }

    @Test
    void tokenIsThatOfStockKeycloakAndWhatItWouldLoseIsReported() {
        JWTClaimsSet claims = realm.exchange("svc", realm.userToken("read"))
                .audience("mid")
                .scope("read write")
                .with("resource", "urn:client:support")
                .claims();
        assertThat(Tokens.scopes(claims)).contains("read", "write", "extra");
        assertThat(details("TOKEN_EXCHANGE", "svc"))
                .containsEntry("would_refuse", "permit call: the subject token does not have a requested scope");

        claims = realm.exchange("svc", realm.userToken("read")).audience("mid").claims();
        assertThat(Tokens.scopes(claims)).contains("extra");
        assertThat(Tokens.lifetime(claims)).isGreaterThan(800);
        assertThat(details("TOKEN_EXCHANGE", "svc"))
                .containsEntry("would_grant", "call")
                .doesNotContainKeys("would_refuse", "permit")
                .hasEntrySatisfying("would_narrow", narrowing -> assertThat(narrowing)
                        .contains("scope extra", "lifetime 120 instead of 900 seconds")
                        .doesNotContain("audience", "scope read"));
    }

    @Test
    void actorTokenIsRefusedAsWhereThePolicyIsOffAndReported() {
        assertThat(delegation(realm.ownToken("svc"))).contains("actor_token", "does not enforce");
        assertThat(details("TOKEN_EXCHANGE_ERROR", "svc"))
                .containsEntry("failed_check", "actor_token_not_enforced")
                .containsEntry("would_grant", "call")
                .containsEntry("acting", "delegation")
                .containsEntry("actor_client", "svc")
                .containsKey("actor_user")
                .doesNotContainKeys("would_refuse", "permit");

        delegation(realm.ownToken("mid"));
        assertThat(details("TOKEN_EXCHANGE_ERROR", "svc"))
                .containsEntry("failed_check", "actor_token_not_enforced")
                .hasEntrySatisfying("would_refuse", reason -> assertThat(reason).startsWith("permit call: "))
                .doesNotContainKeys("would_grant", "acting");

        delegation("garbage");
        assertThat(details("TOKEN_EXCHANGE_ERROR", "svc"))
                .containsEntry("would_refuse", "actor_token validation failure");
    }

    private static String delegation(String actorToken) {
        return realm.exchange("svc", realm.userToken("read"))
                .audience("mid")
                .actor(actorToken)
                .assertRefused("invalid_request");
    }

    @Test
    void errorsAreThoseOfStockKeycloak() {
        assertThat(realm.exchange("svc", realm.userToken("read"))
                        .audience("target1")
                        .assertRefused("invalid_request"))
                .contains("Requested audience not available");
        realm.exchange("svc", realm.userToken("read"))
                .audience("mid")
                .with("requested_issuer", "elsewhere")
                .assertRefused("invalid_request");
        assertThat(details("TOKEN_EXCHANGE_ERROR", "svc"))
                .containsEntry(
                        "would_refuse", "Parameter 'requested_issuer' is not supported for standard token exchange");
    }

    @Test
    void refreshIsGrantedAndReported() {
        realm.saveEvents("REFRESH_TOKEN");
        try {
            Response tokens = realm.exchange("wide", realm.userToken("read"))
                    .audience("mid")
                    .requestedTokenType("refresh_token")
                    .send();
            refresh(tokens).then().statusCode(200);
            assertThat(details("REFRESH_TOKEN", "wide")).hasEntrySatisfying("would_refuse", reason -> assertThat(reason)
                    .contains("refresh token has no limits"));
        } finally {
            realm.saveEvents("TOKEN_EXCHANGE", "TOKEN_EXCHANGE_ERROR");
        }
    }

    @Test
    void refreshTokenOfAnEnforcedExchangeIsComparedWithTheCurrentPermit() {
        TestRealm own = TestRealm.create(TestRealm.PERMITS, "enforced");
        Response tokens = own.exchange("converter", accessToken(own.signIn("app", "read")))
                .audience("target1")
                .scope("read")
                .requestedTokenType("refresh_token")
                .send();
        own.setPolicy("report");
        own.saveEvents("REFRESH_TOKEN");
        Response refreshed = refresh(own, "converter", tokens);
        refreshed.then().statusCode(200);
        assertThat(details(own.event("REFRESH_TOKEN", "converter")))
                .containsEntry("would_grant", "convert")
                .doesNotContainKeys("would_refuse", "would_narrow");

        Map<String, Map<String, Object>> narrower = new LinkedHashMap<>(TestRealm.PERMITS);
        Map<String, Object> permit = new LinkedHashMap<>(narrower.get("convert"));
        permit.put("max-lifetime", 30);
        narrower.put("convert", permit);
        own.savePermits(narrower).then().statusCode(204);
        refreshed = refresh(own, "converter", refreshed);
        refreshed.then().statusCode(200);
        assertThat(details(own.event("REFRESH_TOKEN", "converter")))
                .hasEntrySatisfying(
                        "would_narrow", narrowing -> assertThat(narrowing).startsWith("lifetime 30 instead of "));

        permit.put("audiences", List.of("target2"));
        own.savePermits(narrower).then().statusCode(204);
        refresh(own, "converter", refreshed).then().statusCode(200);
        assertThat(details(own.event("REFRESH_TOKEN", "converter")))
                .containsEntry("would_refuse", "permit convert: does not permit a requested audience");
    }

    @Test
    void clientCredentialsAreThoseOfStockKeycloakAndReported() {
        realm.saveEvents("CLIENT_LOGIN");
        try {
            realm.addExecutor(
                    "direct",
                    "client-credentials-permit",
                    Map.of(
                            "requesters", List.of("other"),
                            "audiences", List.of("target1", "mid"),
                            "scopes", List.of("read"),
                            "max-lifetime", 60));
            Map<String, Object> stock = claims(credentials(Map.of()));

            assertThat(claims(credentials(Map.of("audience", "target1")))).isEqualTo(stock);
            assertThat(details("CLIENT_LOGIN", "other"))
                    .containsEntry("would_grant", "direct")
                    .containsEntry("audience", "target1")
                    .doesNotContainKeys("would_refuse", "permit")
                    .hasEntrySatisfying("would_narrow", narrowing -> assertThat(narrowing)
                            .contains("scope extra", "audience svc", "lifetime 60 instead of 900 seconds"));

            assertThat(claims(credentials(Map.of("audience", "target2")))).isEqualTo(stock);
            assertThat(details("CLIENT_LOGIN", "other"))
                    .containsEntry("would_refuse", "permit direct: does not permit a requested audience")
                    .containsEntry("closest_permit", "direct")
                    .containsEntry("failed_check", "audience")
                    .doesNotContainKeys("would_grant", "would_narrow");

            assertThat(claims(credentials(Map.of("resource", "urn:client:svc"))))
                    .isEqualTo(stock);
            assertThat(details("CLIENT_LOGIN", "other")).doesNotContainKeys("would_grant", "would_refuse");

            credentials(Map.of("resource", "urn:client:target1"));
            assertThat(details("CLIENT_LOGIN", "other"))
                    .containsEntry("would_grant", "direct")
                    .containsEntry("audience", "target1");

            assertThat(claims(credentials(Map.of("resource", "https://nobody.example"))))
                    .isEqualTo(stock);
            assertThat(details("CLIENT_LOGIN", "other"))
                    .containsEntry("would_refuse", "permit direct: does not permit a requested resource");

            assertThat(claims(credentials(Map.of("audience", "target1 mid")))).isEqualTo(stock);
            assertThat(details("CLIENT_LOGIN", "other"))
                    .containsEntry("would_refuse", "permit direct: does not permit a requested audience")
                    .doesNotContainKey("audience");

            credentials(Map.of());
            assertThat(details("CLIENT_LOGIN", "other"))
                    .doesNotContainKeys("would_grant", "would_refuse", "would_narrow", "audience");
        } finally {
            realm.saveEvents("TOKEN_EXCHANGE", "TOKEN_EXCHANGE_ERROR");
        }
    }

    private static String credentials(Map<String, String> more) {
        Map<String, String> form = new LinkedHashMap<>(more);
        form.put("grant_type", "client_credentials");
        return accessToken(realm.token("other", form));
    }

    /** Returns the claims that do not differ from token to token. */
    private static Map<String, Object> claims(String token) {
        Map<String, Object> claims = new LinkedHashMap<>(Tokens.claims(token).getClaims());
        claims.put("lifetime", Tokens.lifetime(Tokens.claims(token)));
        claims.keySet().removeAll(List.of("exp", "iat", "jti", "sid"));
        return claims;
    }

    private static Response refresh(Response tokens) {
        return refresh(realm, "wide", tokens);
    }

    private static Response refresh(TestRealm realm, String client, Response tokens) {
        tokens.then().statusCode(200);
        return realm.token(
                client, Map.of("grant_type", "refresh_token", "refresh_token", tokens.path("refresh_token")));
    }

    private static Map<String, String> details(String type, String client) {
        return details(realm.event(type, client));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> details(Map<String, Object> event) {
        return (Map<String, String>) event.get("details");
    }
}
