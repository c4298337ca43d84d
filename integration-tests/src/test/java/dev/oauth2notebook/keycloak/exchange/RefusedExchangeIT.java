package dev.oauth2notebook.keycloak.exchange;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the policy refuses for their requester, subject, token type, target or scope (RFC 8693 §2.2.2). */
@ExtendWith(NotebookServer.class)
class RefusedExchangeIT {

    private static TestRealm realm;

    @BeforeAll
    static void realm() {
        realm = TestRealm.shared();
    }

    @Test
    void clientWithoutAPermitIsUnauthorized() {
        String description = realm.exchange("nopermit", realm.userToken("read"))
                .audience("target1")
                .assertRefused("unauthorized_client");
        assertThat(description).isEqualTo("This client may not exchange tokens");
    }

    @Test
    void clientWithTokenExchangeDisabledIsUnauthorized() {
        realm.exchange("noswitch", realm.userToken("read")).audience("target1").assertRefused("unauthorized_client");
    }

    @Test
    void publicClientIsRefused() {
        realm.exchange("public", realm.userToken("read"))
                .with("client_secret")
                .audience("target1")
                .assertRefused("unauthorized_client");
    }

    @Test
    void wrongSecretIsRefused() {
        Tokens.assertRefused(
                realm.exchange(realm.userToken("read"))
                        .with("client_secret", "wrong")
                        .send(),
                401,
                "unauthorized_client");
    }

    @Test
    void subjectTokenOfAClientNotInThePermitIsRefused() {
        String token = accessToken(realm.signIn("app2", "read"));
        assertThat(realm.exchange(token).assertRefused("invalid_request")).contains("subject_token", "client");
    }

    @Test
    void subjectTokenNotForTheRequesterIsRefused() {
        String forTarget = realm.exchange(realm.userToken("read")).token();
        assertThat(realm.exchange("mid", forTarget).audience("target1").assertRefused("invalid_request"))
                .contains("issued to this client or has it as audience");
    }

    @Test
    void permitOfAnotherRequesterIsNotRevealed() {
        String foreign =
                realm.exchange(realm.userToken("read")).audience("target3").assertRefused("invalid_target");
        String unknown =
                realm.exchange(realm.userToken("read")).audience("nobody").assertRefused("invalid_target");
        assertThat(foreign).isEqualTo(unknown).doesNotContain("target3", "other", "permit ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "garbage", "a.b.c", "e30.e30.e30", "eyJ0eXAiOiJKV1QifQ.e30.AA", "eyJhbGciOiJub25lIn0.e30."})
    void malformedSubjectTokenIsRefused(String token) {
        realm.exchange(token).assertRefused("invalid_request");
    }

    @Test
    void forgedSubjectTokenIsRefused() {
        realm.exchange(Tokens.forged(realm.userToken("read"))).assertRefused("invalid_request");
    }

    @Test
    void revokedSubjectTokenIsRefused() {
        String token = realm.userToken("read");
        realm.revoke("app", token);
        realm.exchange(token).assertRefused("invalid_request");
    }

    @Test
    void subjectTokenOfAnotherRealmIsRefused() {
        String foreign = new Admin(NotebookServer.get()).token();
        realm.exchange(foreign).assertRefused("invalid_request");
    }

    @Test
    void subjectTokenOfADisabledUserIsRefused() {
        String user = realm.newUser(Map.of());
        String token = accessToken(realm.signIn("app", user, "read"));
        new Admin(NotebookServer.get())
                .request()
                .body(Map.of("enabled", false))
                .put("/" + realm.name() + "/users/" + realm.id("/users?exact=true&username=" + user))
                .then()
                .statusCode(204);
        realm.exchange(token).assertRefused("invalid_request");
    }

    @Test
    void idTokensAndRefreshTokensAreRefusedAsSubjectTokens() {
        Response tokens = realm.signIn("app", "openid read");
        realm.exchange(tokens.<String>path("id_token")).assertRefused("invalid_request");
        realm.exchange(tokens.<String>path("refresh_token")).assertRefused("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_token", "refresh_token", "saml2", "saml1", "nonsense"})
    void otherSubjectTokenTypeIsRefused(String type) {
        realm.exchange(realm.userToken("read"))
                .with("subject_token_type", Exchange.TYPE + type)
                .assertRefused("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject_token", "subject_token_type"})
    void missingSubjectTokenIsRefused(String parameter) {
        realm.exchange(realm.userToken("read")).with(parameter).assertRefused("invalid_request");
    }

    @ParameterizedTest
    @CsvSource({"subject_token", "subject_token_type", "actor_token", "requested_token_type", "scope"})
    void repeatedParameterIsRefused(String parameter) {
        realm.exchange(realm.userToken("read")).with(parameter, "a", "b").assertRefused("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"requested_subject", "requested_issuer", "subject_issuer"})
    void parametersOfTheLegacyExchangeAreRefused(String parameter) {
        realm.exchange(realm.userToken("read")).with(parameter, "somebody").assertRefused("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:ietf:params:oauth:token-type:saml1",
                "urn:ietf:params:oauth:token-type:saml2",
                "urn:ietf:params:oauth:token-type:nonsense",
                "access_token",
                ""
            })
    void unknownRequestedTokenTypeIsRefused(String type) {
        realm.exchange(realm.userToken("read"))
                .with("requested_token_type", type)
                .assertRefused("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_token", "refresh_token"})
    void requestedTokenTypeNotInThePermitIsRefused(String type) {
        realm.exchange(realm.userToken("openid read")).requestedTokenType(type).assertRefused("invalid_request");
    }

    @Test
    void missingAudienceIsRefusedIfThePermitRequiresOne() {
        assertThat(realm.exchange(realm.userToken("read")).audience().assertRefused("invalid_request"))
                .contains("audience");
    }

    @Test
    void oneUnpermittedAudienceAmongSeveralIsRefused() {
        realm.exchange(realm.userToken("read")).audience("target1", "nobody").assertRefused("invalid_target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.example", "urn:client:target3", "urn:client:nobody", "urn:client:", "target1"})
    void resourceOfNoPermittedAudienceIsRefused(String resource) {
        realm.exchange(realm.userToken("read")).with("resource", resource).assertRefused("invalid_target");
        realm.exchange(realm.userToken("read"))
                .audience()
                .with("resource", resource)
                .assertRefused("invalid_target");
    }

    @Test
    void audienceWhoseClientIsDisabledIsRefused() {
        TestRealm own = TestRealm.create(TestRealm.PERMITS, "enforced");
        String token = own.userToken("read");
        own.exchange(token).token();
        own.update("target1", Map.of("enabled", false));
        own.exchange(token).assertRefused("invalid_target");
    }

    @ParameterizedTest
    @CsvSource({
        "read, write, not in the subject token",
        "read write, write, not in the permit",
        "read, read write, only partly in the subject token",
        "read, unknown, does not exist",
        "read, read:1, has a parameter",
        "openid offline_access read, offline_access, outlives the session",
    })
    void unavailableScopeIsRefused(String subjectScope, String requestedScope, String reason) {
        assertThat(realm.exchange(realm.userToken(subjectScope))
                        .scope(requestedScope)
                        .assertRefused("invalid_scope"))
                .as(reason)
                .isNotEmpty();
    }

    @Test
    void requesterWithoutTheUsersConsentIsRefused() {
        realm.exchange("consenting", realm.userToken("read"))
                .audience("target1")
                .scope("read")
                .assertRefused("invalid_scope");
    }

    /** A requester without permits must not learn which clients exist. */
    @ParameterizedTest
    @CsvSource({"audience, ''", "resource, urn:client:"})
    void clientIdsCannotBeDiscovered(String parameter, String prefix) {
        String known = realm.exchange("nopermit", realm.userToken("read"))
                .with(parameter, prefix + "target1")
                .assertRefused("unauthorized_client");
        assertThat(realm.exchange("nopermit", realm.userToken("read"))
                        .with(parameter, prefix + "nobody")
                        .assertRefused("unauthorized_client"))
                .isEqualTo(known);
    }

    @Test
    void clientIdsCannotBeDiscoveredWithARefusedSubjectToken() {
        String subject = accessToken(realm.signIn("app2", "read"));
        String known = realm.exchange(subject).audience("target3").assertRefused("invalid_request");
        assertThat(realm.exchange(subject).audience("nobody").assertRefused("invalid_request"))
                .isEqualTo(known);
    }
}
