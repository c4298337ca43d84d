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

/** What the policy refuses of requester, subject, token type, target and scope (RFC 8693 §2.2.2). */
@ExtendWith(NotebookServer.class)
class RefusedIT {

    private static TestRealm realm;

    @BeforeAll
    static void realm() {
        realm = TestRealm.shared();
    }

    @Test
    void clientWithoutAPermitIsUnauthorized() {
        String description = realm.exchange("nopermit", realm.userToken("read"))
                .audience("target1")
                .refused("unauthorized_client");
        assertThat(description).isEqualTo("This client may not exchange tokens");
    }

    @Test
    void clientWithoutTheExchangeSwitchIsUnauthorized() {
        realm.exchange("noswitch", realm.userToken("read")).audience("target1").refused("unauthorized_client");
    }

    @Test
    void publicClientIsRefused() {
        realm.exchange("public", realm.userToken("read"))
                .with("client_secret")
                .audience("target1")
                .refused("unauthorized_client");
    }

    @Test
    void wrongSecretIsRefused() {
        Tokens.refused(
                realm.exchange(realm.userToken("read"))
                        .with("client_secret", "wrong")
                        .send(),
                401,
                "unauthorized_client");
    }

    @Test
    void subjectOfAClientThatThePermitDoesNotTakeIsRefused() {
        String token = accessToken(realm.signIn("app2", "read"));
        assertThat(realm.exchange(token).refused("invalid_request")).contains("subject_token", "client");
    }

    @Test
    void subjectThatIsNotForTheRequesterIsRefused() {
        String forTarget = realm.exchange(realm.userToken("read")).token();
        assertThat(realm.exchange("mid", forTarget).audience("target1").refused("invalid_request"))
                .contains("issued to this client or has it as audience");
    }

    @Test
    void permitOfAnotherRequesterIsNotTold() {
        String foreign =
                realm.exchange(realm.userToken("read")).audience("target3").refused("invalid_target");
        String unknown =
                realm.exchange(realm.userToken("read")).audience("nobody").refused("invalid_target");
        assertThat(foreign).isEqualTo(unknown).doesNotContain("target3", "other", "permit ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "garbage", "a.b.c", "e30.e30.e30", "eyJ0eXAiOiJKV1QifQ.e30.AA", "eyJhbGciOiJub25lIn0.e30."})
    void inventedSubjectIsRefused(String token) {
        realm.exchange(token).refused("invalid_request");
    }

    @Test
    void forgedSubjectIsRefused() {
        realm.exchange(Tokens.forged(realm.userToken("read"))).refused("invalid_request");
    }

    @Test
    void revokedSubjectIsRefused() {
        String token = realm.userToken("read");
        realm.revoke("app", token);
        realm.exchange(token).refused("invalid_request");
    }

    @Test
    void subjectOfAnotherRealmIsRefused() {
        String foreign = new Admin(NotebookServer.get()).token();
        realm.exchange(foreign).refused("invalid_request");
    }

    @Test
    void subjectOfADisabledUserIsRefused() {
        String user = realm.newUser(Map.of());
        String token = accessToken(realm.signIn("app", user, "read"));
        new Admin(NotebookServer.get())
                .request()
                .body(Map.of("enabled", false))
                .put("/" + realm.name() + "/users/" + realm.id("/users?exact=true&username=" + user))
                .then()
                .statusCode(204);
        realm.exchange(token).refused("invalid_request");
    }

    @Test
    void idTokenAndRefreshTokenAreNoSubjects() {
        Response tokens = realm.signIn("app", "openid read");
        realm.exchange(tokens.<String>path("id_token")).refused("invalid_request");
        realm.exchange(tokens.<String>path("refresh_token")).refused("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_token", "refresh_token", "saml2", "saml1", "nonsense"})
    void otherSubjectTokenTypeIsRefused(String type) {
        realm.exchange(realm.userToken("read"))
                .with("subject_token_type", Exchange.TYPE + type)
                .refused("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject_token", "subject_token_type"})
    void missingSubjectIsRefused(String parameter) {
        realm.exchange(realm.userToken("read")).with(parameter).refused("invalid_request");
    }

    @ParameterizedTest
    @CsvSource({"subject_token", "subject_token_type", "actor_token", "requested_token_type", "scope"})
    void repeatedParameterIsRefused(String parameter) {
        realm.exchange(realm.userToken("read")).with(parameter, "a", "b").refused("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"requested_subject", "requested_issuer", "subject_issuer"})
    void parametersOfTheLegacyExchangeAreRefused(String parameter) {
        realm.exchange(realm.userToken("read")).with(parameter, "somebody").refused("invalid_request");
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
                .refused("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_token", "refresh_token"})
    void requestedTokenTypeThatIsNotPermittedIsRefused(String type) {
        realm.exchange(realm.userToken("openid read")).requesting(type).refused("invalid_request");
    }

    @Test
    void missingAudienceIsRefusedWhereThePermitRequiresOne() {
        assertThat(realm.exchange(realm.userToken("read")).audience().refused("invalid_request"))
                .contains("audience");
    }

    @Test
    void oneAudienceOfSeveralThatIsNotPermittedIsRefused() {
        realm.exchange(realm.userToken("read")).audience("target1", "nobody").refused("invalid_target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.example", "target3", "nobody"})
    void resourceThatEqualsNoPermittedAudienceIsRefused(String resource) {
        realm.exchange(realm.userToken("read")).with("resource", resource).refused("invalid_target");
        realm.exchange(realm.userToken("read"))
                .audience()
                .with("resource", resource)
                .refused("invalid_target");
    }

    @Test
    void audienceWhoseClientIsDisabledIsRefused() {
        TestRealm own = TestRealm.create(TestRealm.PERMITS, "enforced");
        String token = own.userToken("read");
        own.exchange(token).token();
        own.update("target1", Map.of("enabled", false));
        own.exchange(token).refused("invalid_target");
    }

    @ParameterizedTest
    @CsvSource({
        "read, write, that the subject token does not have",
        "read write, write, that the permit does not have",
        "read, read write, of which the subject token has one",
        "read, unknown, that does not exist",
        "read, read:1, with a parameter",
        "openid offline_access read, offline_access, that outlives the session",
    })
    void scopeIsRefused(String had, String asked, String why) {
        assertThat(realm.exchange(realm.userToken(had)).scope(asked).refused("invalid_scope"))
                .as(why)
                .isNotEmpty();
    }

    @Test
    void requesterWithoutTheUsersConsentIsRefused() {
        realm.exchange("consenting", realm.userToken("read"))
                .audience("target1")
                .scope("read")
                .refused("invalid_scope");
    }

    /** A requester without permits must not learn which clients there are. */
    @ParameterizedTest
    @ValueSource(strings = {"audience", "resource"})
    void clientIdsCannotBeFoundOut(String parameter) {
        String known = realm.exchange("nopermit", realm.userToken("read"))
                .with(parameter, "target1")
                .refused("unauthorized_client");
        assertThat(realm.exchange("nopermit", realm.userToken("read"))
                        .with(parameter, "nobody")
                        .refused("unauthorized_client"))
                .isEqualTo(known);
    }

    @Test
    void clientIdsCannotBeFoundOutByASubjectTokenThatIsNotTaken() {
        String subject = accessToken(realm.signIn("app2", "read"));
        String known = realm.exchange(subject).audience("target3").refused("invalid_request");
        assertThat(realm.exchange(subject).audience("nobody").refused("invalid_request"))
                .isEqualTo(known);
    }
}
