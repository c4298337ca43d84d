package dev.oauth2notebook.keycloak.tokenexchange.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorSemantics;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Event;

class GrantHistoryTest {

    @Test
    void detailsOfAnEventAreRead() {
        assertThat(GrantHistory.read(event(Map.of(
                        "permit", "p",
                        "subject_token_client_id", "frontend",
                        "audience", "orders billing",
                        "scope", "read",
                        "requested_token_type", TokenType.JWT.urn(),
                        "actor_client", "desk",
                        "acting", "impersonation",
                        "act_depth", "2",
                        "lifetime", "60"))))
                .isEqualTo(new RecordedGrant(
                        5,
                        "p",
                        "backend",
                        "frontend",
                        Set.of("orders", "billing"),
                        Set.of("read"),
                        TokenType.JWT,
                        "desk",
                        ActorSemantics.IMPERSONATION,
                        2,
                        60L));
    }

    @Test
    void permitThatWouldHaveGrantedIsRead() {
        assertThat(GrantHistory.read(event(Map.of("would_grant", "p"))).permit())
                .isEqualTo("p");
    }

    @Test
    void missingAndUnknownDetailsAreAbsent() {
        RecordedGrant nothing =
                new RecordedGrant(5, null, "backend", null, Set.of(), Set.of(), null, null, null, 0, null);
        assertThat(GrantHistory.read(event(null))).isEqualTo(nothing);
        assertThat(GrantHistory.read(event(
                        Map.of("audience", " ", "acting", "?", "act_depth", "-1", "requested_token_type", "saml"))))
                .isEqualTo(nothing);
    }

    private static Event event(Map<String, String> details) {
        Event event = new Event();
        event.setTime(5);
        event.setClientId("backend");
        event.setDetails(details);
        return event;
    }
}
