package dev.oauth2notebook.keycloak.exchange;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other grants that accept tokens cannot be used to lift the limits of an exchanged token. */
@ExtendWith(NotebookServer.class)
class OtherGrantsIT {

    private static final String UMA = "urn:ietf:params:oauth:grant-type:uma-ticket";
    private static final String JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String ID_TOKEN = "http://openid.net/specs/openid-connect-core-1_0.html#IDToken";

    private static TestRealm realm;
    private static String resourceServer;

    private final String subject = realm.userToken("openid read");

    @BeforeAll
    static void realm() {
        realm = TestRealm.shared();
        resourceServer = resourceServer(realm);
    }

    @Test
    void umaAcceptsATokenFromASignIn() {
        String rpt = accessToken(umaWithBearer(subject));
        assertThat(Tokens.claims(rpt).getClaim("azp")).isEqualTo("app");
    }

    @Test
    void umaRefusesADelegatedBearerToken() {
        Tokens.assertRefused(umaWithBearer(delegated()), "invalid_grant");
    }

    @Test
    void umaRefusesAnExchangedBearerToken() {
        Tokens.assertRefused(umaWithBearer(exchanged()), "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject_token", "claim_token", "rpt"})
    void umaRefusesAnExchangedTokenInAnyParameter(String parameter) {
        Tokens.assertRefused(uma("converter", Map.of(parameter, delegated())), "invalid_grant");
    }

    @Test
    void umaRefusesAnExchangedIdToken() {
        String idToken = realm.exchange("converter", subject)
                .audience("target1")
                .requestedTokenType("id_token")
                .token();
        Tokens.assertRefused(
                uma("converter", Map.of("claim_token", idToken, "claim_token_format", ID_TOKEN)), "invalid_grant");
    }

    @Test
    void umaReturnsADecisionButNoTokenForADelegatedToken() {
        given().auth()
                .oauth2(delegated())
                .formParams(Map.of("grant_type", UMA, "audience", resourceServer, "response_mode", "decision"))
                .post(realm.url("/oauth2/token"))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$", equalTo(Map.of("result", true))));
    }

    @Test
    void umaRefusesADelegatedTokenEvenWithoutAPolicy() {
        TestRealm own = TestRealm.create(TestRealm.PERMITS, "enforced");
        String server = resourceServer(own);
        String delegated = delegated(own, own.userToken("read"));
        own.setPolicy("off");
        Tokens.assertRefused(umaWithBearer(own, server, delegated), "invalid_grant");
    }

    @Test
    void umaAcceptsAnExchangedTokenInReportModeAndReportsIt() {
        TestRealm own = TestRealm.create(TestRealm.PERMITS, "enforced");
        String server = resourceServer(own);
        String subject = own.userToken("openid read");
        createSession(own, subject);
        String exchanged =
                own.exchange("converter", subject).audience("target1").token();
        own.setPolicy("report");
        own.saveEvents("PERMISSION_TOKEN");
        accessToken(umaWithBearer(own, server, exchanged));
        assertThat(own.get("/events?type=PERMISSION_TOKEN").getString("[0].details.would_refuse"))
                .contains("exchanged");
    }

    @Test
    void jwtGrantRefusesADelegatedAssertion() {
        Response response =
                realm.token("svc", Map.of("grant_type", JWT_GRANT, "assertion", delegated(), "scope", "read"));
        assertThat(Tokens.assertRefused(response, "invalid_grant")).contains("exchanged");
    }

    @Test
    void umaAcceptsATokenThatNamesTheImpersonator() {
        assertThat(Tokens.claims(accessToken(umaWithBearer(impersonated()))).getClaims())
                .containsKey("authorization");
    }

    /** Keycloak's own check fails next: the client may not use this grant. */
    @Test
    void jwtGrantDoesNotTakeAnImpersonatorForAnActor() {
        Response response =
                realm.token("svc", Map.of("grant_type", JWT_GRANT, "assertion", impersonated(), "scope", "read"));
        assertThat(Tokens.assertRefused(response, "invalid_grant")).contains("not supported for the requested client");
    }

    @Test
    void tokenThatNamesTheImpersonatorCannotBeExchanged() {
        assertThat(realm.exchange(impersonated()).assertRefused("invalid_request"))
                .contains("act");
    }

    /** Returns a token as Keycloak 26.8 issues it; a mapper does what Keycloak does there. */
    private static String impersonated() {
        String administrator = Impersonation.administrator();
        Map<String, Object> client = new HashMap<>(Impersonation.CLIENT);
        client.put("defaultClientScopes", List.of("basic", "for-requesters", "roles"));
        client.put("protocolMappers", List.of(Impersonation.actMapper(administrator)));
        String token = accessToken(Impersonation.signIn(realm, realm.newClient(client)));
        assertThat(Tokens.claims(token).getClaim("act")).isEqualTo(Map.of("sub", administrator));
        return token;
    }

    private String delegated() {
        return delegated(realm, subject);
    }

    /** Gives the requester its own session with the user, because without one Keycloak refuses the token anyway. */
    private static String delegated(TestRealm realm, String subject) {
        createSession(realm, subject);
        String token = realm.exchange("converter", subject)
                .audience("target1")
                .actor(realm.ownToken("converter"))
                .token();
        assertThat(Tokens.actors(Tokens.claims(token))).containsExactly("converter");
        return token;
    }

    private String exchanged() {
        createSession(realm, subject);
        return realm.exchange("converter", subject).audience("target1").token();
    }

    private static void createSession(TestRealm realm, String subject) {
        accessToken(realm.exchange("converter", subject)
                .audience("target1")
                .requestedTokenType("refresh_token")
                .send());
    }

    private static Response umaWithBearer(String token) {
        return umaWithBearer(realm, resourceServer, token);
    }

    private static Response umaWithBearer(TestRealm realm, String audience, String token) {
        return given().auth()
                .oauth2(token)
                .formParams(Map.of("grant_type", UMA, "audience", audience))
                .post(realm.url("/oauth2/token"));
    }

    private static Response uma(String client, Map<String, String> more) {
        return given().formParams(Map.of(
                        "client_id",
                        client,
                        "client_secret",
                        TestRealm.SECRET,
                        "grant_type",
                        UMA,
                        "audience",
                        resourceServer))
                .formParams(more)
                .post(realm.url("/oauth2/token"));
    }

    /** Creates a resource server with a resource that everybody may use. */
    private static String resourceServer(TestRealm realm) {
        return realm.newClient(Map.of(
                "serviceAccountsEnabled",
                true,
                "authorizationServicesEnabled",
                true,
                "authorizationSettings",
                Map.of("policyEnforcementMode", "PERMISSIVE", "resources", List.of(Map.of("name", "album")))));
    }
}
