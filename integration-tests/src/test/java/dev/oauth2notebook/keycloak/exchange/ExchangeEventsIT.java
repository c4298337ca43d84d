package dev.oauth2notebook.keycloak.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Contents of the events {@code TOKEN_EXCHANGE} and {@code TOKEN_EXCHANGE_ERROR}. */
@ExtendWith(NotebookServer.class)
class ExchangeEventsIT {

    private static final String AUDIENCE_REFUSED =
            "of-another: does not accept subject tokens of this client; second: does not permit a requested audience";

    private static TestRealm realm;

    @BeforeAll
    static void realm() {
        Map<String, Map<String, Object>> permits = new LinkedHashMap<>(TestRealm.PERMITS);
        permits.put(
                "second",
                Map.of(
                        "requesters", List.of("other"),
                        "subject-clients", List.of("app"),
                        "audiences", List.of("target1", "public")));
        realm = TestRealm.create(permits, "enforced");
    }

    @Test
    void errorEventNamesThePermitAndTheReason() {
        String subject = realm.userToken("read");
        realm.exchange(subject).audience("target3").assertRefused("invalid_target");
        Map<String, Object> event = realm.event("TOKEN_EXCHANGE_ERROR", "svc");
        assertThat(event).containsEntry("error", "invalid_target");
        assertThat(details(event))
                .containsEntry("reason", "permit call: does not permit a requested audience")
                .containsEntry("subject_token_client_id", "app");
        assertThat(event).containsEntry("userId", Tokens.claims(subject).getSubject());
    }

    @Test
    void errorEventNamesEachConsideredPermitAndTheClientLearnsNone() {
        String description = realm.exchange("other", realm.userToken("read"))
                .audience("target3")
                .assertRefused("invalid_target");
        assertThat(details(realm.event("TOKEN_EXCHANGE_ERROR", "other")))
                .containsEntry("reason", "permit second: does not permit a requested audience")
                .containsEntry("considered_permits", AUDIENCE_REFUSED);
        assertThat(description).doesNotContain("of-another", "second");
    }

    @Test
    void errorEventNamesThePermitOfADisabledAudience() {
        realm.update("public", Map.of("enabled", false));
        realm.exchange("other", realm.userToken("read")).audience("public").assertRefused("invalid_target");
        assertThat(details(realm.event("TOKEN_EXCHANGE_ERROR", "other")))
                .containsEntry("reason", "permit second: does not permit a requested audience")
                .containsEntry("considered_permits", AUDIENCE_REFUSED);
    }

    @Test
    void errorEventOfAClientWithoutTheSwitchSaysSo() {
        realm.exchange("noswitch", realm.userToken("read")).audience("target1").assertRefused("unauthorized_client");
        assertThat(details(realm.event("TOKEN_EXCHANGE_ERROR", "noswitch")))
                .containsEntry("reason", "the requester is public or its standard token exchange is switched off")
                .doesNotContainKey("considered_permits");
    }

    @Test
    void errorEventOfARefusedActorNamesTheReason() {
        realm.exchange("mid", realm.userToken("read"))
                .audience("target1")
                .actor("garbage")
                .assertRefused("invalid_request");
        assertThat(details(realm.event("TOKEN_EXCHANGE_ERROR", "mid")))
                .containsEntry("reason", "actor_token validation failure");
    }

    @Test
    void errorEventOfAClientWithoutAPermitNamesTheReason() {
        realm.exchange("nopermit", realm.userToken("read")).audience("target1").assertRefused("unauthorized_client");
        assertThat(details(realm.event("TOKEN_EXCHANGE_ERROR", "nopermit")))
                .containsEntry("reason", "no permit applies to this requester")
                .doesNotContainKey("considered_permits");
    }

    @Test
    void eventNamesThePartiesTheTokenAndThePermit() {
        String subject = realm.userToken("openid read");
        String actor = Tokens.claims(realm.ownToken("svc")).getSubject();
        realm.exchange(subject)
                .audience("target1", "target2")
                .scope("read")
                .actor(realm.ownToken("svc"))
                .token();
        Map<String, Object> event = realm.event("TOKEN_EXCHANGE", "svc");
        assertThat(event)
                .containsEntry("clientId", "svc")
                .containsEntry("userId", Tokens.claims(subject).getSubject());
        assertThat(details(event))
                .containsEntry("permit", "call")
                .containsEntry("subject_token_client_id", "app")
                .containsEntry("actor_client", "svc")
                .containsEntry("actor", "svc")
                .containsEntry("actor_type", "client")
                .containsEntry("actor_user", actor)
                .containsEntry("actor_id", actor)
                .containsEntry("acting", "delegation")
                .containsEntry("act_depth", "1")
                .containsEntry("audience", "target1 target2")
                .containsEntry("scope", "read")
                .containsEntry("requested_token_type", Exchange.TYPE + "access_token");
    }

    @Test
    void eventOfAnExchangeWithoutAnActorHasTheDepthOfTheChain() {
        String delegated = realm.exchange(realm.userToken("read"))
                .audience("mid")
                .actor(realm.ownToken("svc"))
                .token();
        realm.exchange("mid", delegated).audience("target1").token();
        assertThat(details(realm.event("TOKEN_EXCHANGE", "mid")))
                .containsEntry("permit", "chain")
                .containsEntry("act_depth", "1")
                .doesNotContainKeys("acting", "actor_client", "actor_user", "actor", "actor_id", "actor_type");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> details(Map<String, Object> event) {
        return (Map<String, String>) event.get("details");
    }
}
