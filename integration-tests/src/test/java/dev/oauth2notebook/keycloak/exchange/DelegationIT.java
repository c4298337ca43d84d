package dev.oauth2notebook.keycloak.exchange;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Actors (RFC 8693 §4.1, §4.4): delegation, impersonation, {@code may_act}, and known mistakes of other
 * implementations.
 */
@ExtendWith(NotebookServer.class)
class DelegationIT {

    private static final String FORGED =
            "{\"sub\":\"mallory\",\"client_id\":\"mallory\",\"iss\":\"https://evil.example\"}";

    private static TestRealm realm;

    @BeforeAll
    static void realm() {
        realm = TestRealm.shared();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "garbage", "a.b.c", "e30.e30.e30", "eyJ0eXAiOiJKV1QifQ.e30.AA", "eyJhbGciOiJub25lIn0.e30."})
    void malformedActorTokenIsRefused(String token) {
        realm.exchange(realm.userToken("read")).actor(token).assertRefused("invalid_request");
    }

    @Test
    void forgedActorTokenIsRefused() {
        assertActorRefused(Tokens.forged(realm.ownToken("svc")));
    }

    @Test
    void revokedActorTokenIsRefused() {
        String actor = realm.ownToken("svc");
        realm.exchange(realm.userToken("read")).actor(actor).token();
        realm.revoke("svc", actor);
        assertActorRefused(actor);
    }

    @Test
    void expiredActorTokenIsRefused() {
        TestRealm own = TestRealm.create(TestRealm.PERMITS, "enforced");
        String subject = own.userToken("read");
        own.update(
                "svc",
                Map.of("attributes", Map.of("standard.token.exchange.enabled", "true", "access.token.lifespan", "1")));
        String actor = own.ownToken("svc");
        Instant deadline = Instant.now().plusSeconds(20);
        Response response = own.exchange(subject).actor(actor).send();
        while (response.statusCode() == 200 && Instant.now().isBefore(deadline)) {
            response = own.exchange(subject).actor(actor).send();
        }
        assertThat(Tokens.assertRefused(response, "invalid_request")).contains("actor_token");
    }

    @Test
    void actorTokenOfAnotherRealmIsRefused() {
        assertActorRefused(new OAuth2(NotebookServer.get()).backendToken("api:read"));
    }

    @Test
    void idTokensAndRefreshTokensAreRefusedAsActorTokens() {
        Response tokens = realm.signIn("app", "openid read");
        assertActorRefused(tokens.path("id_token"));
        assertActorRefused(tokens.path("refresh_token"));
    }

    @Test
    void actorTokenOfAnotherClientIsRefused() {
        assertActorRefused(realm.ownToken("mid"));
    }

    @Test
    void actorTokenNeitherIssuedToNorForTheRequesterIsRefused() {
        String forTarget = realm.exchange("other", accessToken(realm.signIn("app2", "read")))
                .audience("target3")
                .token();
        realm.exchange("support", realm.userToken("read"))
                .audience("target1")
                .actor(forTarget)
                .assertRefused("invalid_request");
    }

    @Test
    void actorEqualToTheSubjectIsRefused() {
        assertThat(realm.exchange(realm.ownToken("svc"))
                        .actor(realm.ownToken("svc"))
                        .assertRefused("invalid_request"))
                .contains("subject differs");
        String user = realm.newUser(Map.of());
        realm.exchange("support", accessToken(realm.signIn("app", user, "read")))
                .audience("target1")
                .actor(accessToken(realm.signIn("desk", user, "read")))
                .assertRefused("invalid_request");
    }

    @Test
    void delegatedTokenIsRefusedAsActorToken() {
        String delegated = realm.exchange(realm.userToken("read"))
                .audience("mid")
                .actor(realm.ownToken("svc"))
                .token();
        realm.exchange("mid", realm.userToken("read"))
                .audience("target1")
                .actor(delegated)
                .assertRefused("invalid_request");
    }

    @Test
    void actorTokenTypeIsRequired() {
        realm.exchange(realm.userToken("read"))
                .with("actor_token", realm.ownToken("svc"))
                .assertRefused("invalid_request");
    }

    @Test
    void actorTokenTypeAloneIsRefused() {
        realm.exchange(realm.userToken("read"))
                .with("actor_token_type", OAuth2.ACCESS_TOKEN_TYPE)
                .assertRefused("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_token", "refresh_token", "saml2", "nonsense"})
    void otherActorTokenTypeIsRefused(String type) {
        realm.exchange(realm.userToken("read"))
                .actor(realm.ownToken("svc"))
                .with("actor_token_type", Exchange.TYPE + type)
                .assertRefused("invalid_request");
    }

    @Test
    void actorIsRefusedIfThePermitForbidsOne() {
        String subject = accessToken(realm.signIn("app2", "read"));
        realm.exchange("other", subject)
                .audience("target3")
                .actor(realm.ownToken("other"))
                .assertRefused("invalid_request");
    }

    @Test
    void missingActorIsRefusedIfThePermitRequiresOne() {
        realm.exchange("support", realm.userToken("read")).audience("target1").assertRefused("invalid_request");
    }

    @Test
    void issuedTokenNamesTheActor() {
        JWTClaimsSet actor = Tokens.claims(realm.ownToken("svc"));
        String subject = realm.userToken("read");
        JWTClaimsSet claims =
                realm.exchange(subject).actor(realm.ownToken("svc")).claims();
        assertThat(claims.getSubject()).isEqualTo(Tokens.claims(subject).getSubject());
        assertThat(claims.getClaim("act"))
                .isEqualTo(Map.of("sub", actor.getSubject(), "client_id", "svc", "iss", realm.url("")));
    }

    @Test
    void actorTokenTypeJwtIsAccepted() {
        JWTClaimsSet claims = realm.exchange(realm.userToken("read"))
                .actor(realm.ownToken("svc"))
                .with("actor_token_type", Exchange.TYPE + "jwt")
                .claims();
        assertThat(Tokens.actors(claims)).containsExactly("svc");
    }

    @Test
    void introspectionNamesTheActor() {
        String token = realm.exchange(realm.userToken("read"))
                .actor(realm.ownToken("svc"))
                .token();
        realm.introspect("target1", token)
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.act.client_id", equalTo("svc")))
                .body(hasJsonPath(
                        "$.act.sub",
                        equalTo(Tokens.claims(realm.ownToken("svc")).getSubject())));
    }

    @Test
    void chainCanGrowUpToItsLimit() {
        JWTClaimsSet claims = realm.exchange("mid", delegatedTo("mid"))
                .audience("target1")
                .actor(realm.ownToken("mid"))
                .claims();
        assertThat(Tokens.actors(claims)).containsExactly("mid", "svc");
    }

    @Test
    void chainCannotGrowBeyondItsLimit() {
        String twice = realm.exchange("mid", delegatedTo("mid"))
                .audience("last")
                .actor(realm.ownToken("mid"))
                .token();
        realm.exchange("last", twice)
                .audience("target1")
                .actor(realm.ownToken("last"))
                .assertRefused("invalid_request");
        assertThat(Tokens.actors(
                        realm.exchange("last", twice).audience("target1").claims()))
                .containsExactly("mid", "svc");
    }

    @Test
    void actorThatIsAlreadyInTheChainIsRefused() {
        String mids = realm.exchange("mid", realm.userToken("read"))
                .audience("last")
                .actor(realm.ownToken("mid"))
                .token();
        String lasts = realm.exchange("last", mids)
                .audience("last")
                .actor(realm.ownToken("last"))
                .token();
        assertThat(realm.exchange("last", lasts)
                        .audience("target1")
                        .actor(realm.ownToken("last"))
                        .assertRefused("invalid_request"))
                .contains("not already in the act of the subject_token");
    }

    @Test
    void delegatedSubjectKeepsItsChainIfNoActorIsAdded() {
        String again =
                realm.exchange("mid", delegatedTo("mid")).audience("last").token();
        assertThat(Tokens.actors(Tokens.claims(again))).containsExactly("svc");
        assertThat(Tokens.actors(
                        realm.exchange("last", again).audience("target1").claims()))
                .containsExactly("svc");
    }

    @Test
    void delegatedSubjectCannotBeImpersonated() {
        realm.exchange("support", delegatedTo("support"))
                .audience("target1")
                .actor(agentToken())
                .assertRefused("invalid_request");
    }

    @Test
    void delegatedSubjectCannotBeConvertedToARefreshToken() {
        realm.exchange("converter", delegatedTo("converter"))
                .audience("target1")
                .requestedTokenType("refresh_token")
                .assertRefused("invalid_request");
    }

    @Test
    void delegatedSubjectKeepsItsChainInAnIdToken() {
        JWTClaimsSet claims = realm.exchange("converter", delegatedTo("converter"))
                .audience("target1")
                .requestedTokenType("id_token")
                .claims();
        assertThat(Tokens.actors(claims)).containsExactly("svc");
    }

    @Test
    void idTokenIssuedWithADelegatedTokenNamesTheActor() {
        Response response = realm.exchange("converter", realm.userToken("openid read"))
                .audience("target1")
                .scope("openid")
                .actor(realm.ownToken("converter"))
                .send();
        assertThat(Tokens.actors(Tokens.claims(response.path("id_token")))).containsExactly("converter");
    }

    @Test
    void impersonationIsRecordedInTheEventButNotInTheToken() {
        String subject = realm.userToken("read");
        String agent = agentToken();
        String token = realm.exchange("support", subject)
                .audience("target1")
                .actor(agent)
                .token();
        JWTClaimsSet claims = Tokens.claims(token);
        assertThat(claims.getSubject()).isEqualTo(Tokens.claims(subject).getSubject());
        assertThat(claims.getClaim("act")).isNull();
        realm.introspect("target1", token)
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasNoJsonPath("$.act"));
        assertThat(realm.event("TOKEN_EXCHANGE", "support").get("details"))
                .extracting("acting", "actor_client", "actor_user")
                .containsExactly("impersonation", "desk", Tokens.claims(agent).getSubject());
    }

    @Test
    void mayActIsIssued() {
        String token = accessToken(realm.signIn("app-names-named", "read"));
        assertThat(Tokens.claims(token).getClaim("may_act")).isEqualTo(Map.of("client_id", "named"));
        realm.introspect("named", token).then().body(hasJsonPath("$.may_act.client_id", equalTo("named")));
    }

    @Test
    void mayActNamesTheServiceAccountIfConfigured() {
        assertThat(Tokens.claims(accessToken(realm.signIn("app-names-sub", "read")))
                        .getClaim("may_act"))
                .isEqualTo(Map.of(
                        "client_id",
                        "named",
                        "sub",
                        Tokens.claims(realm.ownToken("named")).getSubject()));
    }

    @Test
    void partyNamedInMayActCanAct() {
        for (String app : List.of("app-names-named", "app-names-sub")) {
            JWTClaimsSet claims = realm.exchange("named", accessToken(realm.signIn(app, "read")))
                    .audience("target1")
                    .actor(realm.ownToken("named"))
                    .claims();
            assertThat(Tokens.actors(claims)).containsExactly("named");
            assertThat(claims.getClaim("may_act")).isNull();
        }
    }

    @Test
    void partyNamedInMayActCanExchangeWithoutAnActor() {
        realm.exchange("named", accessToken(realm.signIn("app-names-named", "read")))
                .audience("target1")
                .token();
    }

    @Test
    void partyNotNamedInMayActIsRefused() {
        String subject = accessToken(realm.signIn("app-names-named", "read"));
        assertThat(realm.exchange("wide", subject).assertRefused("invalid_request"))
                .contains("may_act");
        assertThat(realm.exchange("wide", subject).actor(realm.ownToken("wide")).assertRefused("invalid_request"))
                .contains("may_act");
    }

    @Test
    void missingMayActIsRefusedIfThePermitRequiresIt() {
        realm.exchange("named", realm.userToken("read"))
                .audience("target1")
                .actor(realm.ownToken("named"))
                .assertRefused("invalid_request");
    }

    @Test
    void mapperCannotForgeActOrMayActInASubjectToken() {
        String forger = realm.newClient(Map.of(
                "directAccessGrantsEnabled",
                true,
                "protocolMappers",
                List.of(TestRealm.hardcoded("act", FORGED), TestRealm.hardcoded("may_act", FORGED))));
        String token = accessToken(realm.signIn(forger, "read"));
        assertNeitherActNorMayAct(token, "svc");
    }

    @Test
    void userAttributeCannotForgeActOrMayAct() {
        String forger = realm.newClient(Map.of(
                "directAccessGrantsEnabled",
                true,
                "protocolMappers",
                List.of(
                        attribute("act.sub"),
                        attribute("act.client_id"),
                        attribute("act.iss"),
                        attribute("may_act.client_id"))));
        assertNeitherActNorMayAct(accessToken(realm.signIn(forger, "read")), "svc");
    }

    @Test
    void mapperOfTheRequesterCannotForgeActOrMayAct() {
        TestRealm own = TestRealm.create(TestRealm.PERMITS, "enforced");
        for (String client : List.of("svc", "converter")) {
            for (String claim : List.of("act", "may_act")) {
                new dev.oauth2notebook.keycloak.support.Admin(NotebookServer.get())
                        .create(
                                "/" + own.name() + "/clients/" + own.id("/clients?clientId=" + client)
                                        + "/protocol-mappers/models",
                                TestRealm.hardcoded(claim, FORGED));
            }
        }
        String plain = own.exchange(own.userToken("openid read")).token();
        assertThat(Tokens.claims(plain).getClaim("act")).isNull();
        assertThat(Tokens.claims(plain).getClaim("may_act")).isNull();
        own.introspect("target1", plain)
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasNoJsonPath("$.act"))
                .body(hasNoJsonPath("$.may_act"));
        Response delegated = own.exchange("converter", own.userToken("openid read"))
                .audience("target1")
                .scope("openid")
                .actor(own.ownToken("converter"))
                .send();
        assertThat(Tokens.actors(Tokens.claims(accessToken(delegated)))).containsExactly("converter");
        assertThat(Tokens.actors(Tokens.claims(delegated.path("id_token")))).containsExactly("converter");
        assertThat(Tokens.claims(delegated.path("id_token")).getClaim("may_act"))
                .isNull();
    }

    private static void assertNeitherActNorMayAct(String token, String introspecting) {
        assertThat(Tokens.claims(token).getClaim("act")).isNull();
        assertThat(Tokens.claims(token).getClaim("may_act")).isNull();
        realm.introspect(introspecting, token)
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasNoJsonPath("$.act"))
                .body(hasNoJsonPath("$.may_act"));
    }

    private static void assertActorRefused(String token) {
        assertThat(realm.exchange(realm.userToken("read")).actor(token).assertRefused("invalid_request"))
                .contains("actor_token");
    }

    /** Returns a user's token for the given audience in which {@code svc} is the actor. */
    private static String delegatedTo(String audience) {
        return realm.exchange(realm.userToken("openid read"))
                .audience(audience)
                .actor(realm.ownToken("svc"))
                .token();
    }

    private static String agentToken() {
        return accessToken(realm.signIn("desk", "read"));
    }

    private static Map<String, Object> attribute(String claim) {
        return TestRealm.mapper(
                claim,
                "oidc-usermodel-attribute-mapper",
                Map.of(
                        "user.attribute", "lastName",
                        "claim.name", claim,
                        "jsonType.label", "String",
                        "access.token.claim", "true",
                        "id.token.claim", "true",
                        "introspection.token.claim", "true"));
    }
}
