package dev.oauth2notebook.keycloak.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keycloak's own token exchange in a realm that does not enforce the policy; it must not ignore actors or drop chains.
 */
@ExtendWith(NotebookServer.class)
class PolicyOffIT {

    private static TestRealm realm;

    @BeforeAll
    static void realm() {
        realm = TestRealm.create(TestRealm.PERMITS, null);
    }

    @Test
    void actorIsRefused() {
        assertThat(exchange().actor(realm.ownToken("svc")).assertRefused("invalid_request"))
                .contains("actor_token", "does not enforce");
        exchange().actor("garbage").assertRefused("invalid_request");
        exchange().with("actor_token", "garbage").assertRefused("invalid_request");
        exchange().with("actor_token_type", "garbage").assertRefused("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", "eyJ0eXAiOiJKV1QifQ.e30.AA"})
    void malformedSubjectTokenIsRefused(String token) {
        realm.exchange("svc", token).assertRefused("invalid_request");
    }

    @Test
    void subjectTokenTypeJwtIsRefusedAsInStockKeycloak() {
        exchange().with("subject_token_type", Exchange.TYPE + "jwt").assertRefused("invalid_request");
    }

    @Test
    void audienceThatNoScopeAddsIsRefusedAsInStockKeycloak() {
        assertThat(realm.exchange("svc", realm.userToken("read"))
                        .audience("target1")
                        .assertRefused("invalid_request"))
                .contains("Requested audience not available");
    }

    @Test
    void permitsAreNotRequired() {
        realm.exchange("nopermit", realm.userToken("read")).audience("mid").token();
    }

    @Test
    void scopesAreWidenedAndResourceIsIgnoredAsInStockKeycloak() {
        JWTClaimsSet claims = exchange()
                .scope("read write")
                .with("resource", "https://api.example")
                .claims();
        assertThat(Tokens.scopes(claims)).contains("read", "write", "extra");
        assertThat(claims.getAudience()).containsExactly("mid");
    }

    @Test
    void delegatedSubjectKeepsItsChain() {
        TestRealm own = TestRealm.create(TestRealm.PERMITS, "enforced");
        String mid = delegated(own, "mid");
        String converter = delegated(own, "converter");
        own.setPolicy("off");
        String token = own.exchange("mid", mid).audience("mid").token();
        assertThat(Tokens.actors(Tokens.claims(token))).containsExactly("svc");
        assertThat(Tokens.actors(own.exchange("mid", mid)
                        .scope("openid")
                        .requestedTokenType("id_token")
                        .claims()))
                .containsExactly("svc");
        assertThat(own.exchange("converter", converter)
                        .scope("read")
                        .requestedTokenType("refresh_token")
                        .assertRefused("invalid_request"))
                .contains("act");
    }

    private static String delegated(TestRealm realm, String audience) {
        return realm.exchange(realm.userToken("openid read"))
                .audience(audience)
                .actor(realm.ownToken("svc"))
                .token();
    }

    private static Exchange exchange() {
        return realm.exchange("svc", realm.userToken("read")).audience("mid");
    }
}
