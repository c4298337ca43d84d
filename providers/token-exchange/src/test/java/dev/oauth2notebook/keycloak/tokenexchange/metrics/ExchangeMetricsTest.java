package dev.oauth2notebook.keycloak.tokenexchange.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

class ExchangeMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ExchangeMetrics metrics = new ExchangeMetrics(registry);

    @Test
    void grantIsCountedWithItsPermitDepthAndLifetime() {
        count(EventType.TOKEN_EXCHANGE, null, Map.of("permit", "call", "act_depth", "2", "lifetime", "300"));
        count(EventType.TOKEN_EXCHANGE, null, Map.of("permit", "call", "act_depth", "0", "lifetime", "60"));

        assertThat(counter("grants", "event", "token_exchange", "permit", "call"))
                .isEqualTo(2);
        assertThat(registry.get("token.exchange.depth").summary().max()).isEqualTo(2);
        assertThat(registry.get("token.exchange.depth").summary().totalAmount()).isEqualTo(2);
        assertThat(registry.get("token.exchange.lifetime").summary().totalAmount())
                .isEqualTo(360);
        assertThat(names()).containsExactlyInAnyOrder("grants", "depth", "lifetime");
    }

    @Test
    void refusalIsCountedWithPermitAndCheck() {
        count(
                EventType.TOKEN_EXCHANGE_ERROR,
                "invalid_target",
                Map.of("closest_permit", "call", "failed_check", "audience"));
        assertThat(counter(
                        "refusals",
                        "event",
                        "token_exchange",
                        "permit",
                        "call",
                        "check",
                        "audience",
                        "error",
                        "invalid_target"))
                .isEqualTo(1);
        assertThat(names()).containsExactly("refusals");
    }

    @Test
    void clientCredentialsCountIfThePolicyHasEvaluatedThem() {
        count(EventType.CLIENT_LOGIN, null, Map.of());
        count(EventType.CLIENT_LOGIN, null, null);
        count(EventType.CLIENT_LOGIN_ERROR, "invalid_client", null);
        assertThat(names()).isEmpty();

        count(EventType.CLIENT_LOGIN, null, Map.of("permit", "direct", "lifetime", "60"));
        count(EventType.CLIENT_LOGIN, null, Map.of("would_grant", "direct"));
        count(EventType.CLIENT_LOGIN, null, Map.of("would_refuse", "…", "failed_check", "no_permit"));
        count(
                EventType.CLIENT_LOGIN_ERROR,
                "invalid_target",
                Map.of("closest_permit", "direct", "failed_check", "audience"));

        assertThat(counter("grants", "event", "client_login", "permit", "direct"))
                .isEqualTo(1);
        assertThat(counter("would.grant", "event", "client_login", "permit", "direct", "narrowed", "false"))
                .isEqualTo(1);
        assertThat(counter("would.refuse", "event", "client_login", "permit", "", "check", "no_permit"))
                .isEqualTo(1);
        assertThat(counter(
                        "refusals",
                        "event",
                        "client_login",
                        "permit",
                        "direct",
                        "check",
                        "audience",
                        "error",
                        "invalid_target"))
                .isEqualTo(1);
        assertThat(names()).containsExactlyInAnyOrder("grants", "would.grant", "would.refuse", "refusals");
    }

    @Test
    void refusalByKeycloakHasNoPermitAndNoCheck() {
        count(EventType.TOKEN_EXCHANGE_ERROR, "invalid_token", null);
        count(
                EventType.TOKEN_EXCHANGE_ERROR,
                "invalid_token",
                Map.of("would_refuse", "…", "closest_permit", "call", "failed_check", "audience"));
        assertThat(counter("refusals", "permit", "", "check", "", "error", "invalid_token"))
                .isEqualTo(2);
        assertThat(names()).containsExactly("refusals");
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor_token_not_enforced", "refresh_token_for_delegated_subject"})
    void refusalWithoutPolicyHasItsCheckAlsoInReportMode(String check) {
        count(EventType.TOKEN_EXCHANGE_ERROR, "invalid_request", Map.of("would_grant", "call", "failed_check", check));
        count(
                EventType.TOKEN_EXCHANGE_ERROR,
                "invalid_request",
                Map.of("would_refuse", "…", "closest_permit", "call", "failed_check", check));
        assertThat(counter("refusals", "permit", "", "check", check, "error", "invalid_request"))
                .isEqualTo(2);
        assertThat(names()).containsExactly("refusals");
    }

    @Test
    void reportedRefusalIsCountedInAdditionToTheGrant() {
        count(
                EventType.TOKEN_EXCHANGE,
                null,
                Map.of("would_refuse", "…", "closest_permit", "call", "failed_check", "audience"));
        count(EventType.TOKEN_EXCHANGE, null, Map.of("would_refuse", "…", "failed_check", "no_permit"));
        assertThat(counter("grants", "permit", "")).isEqualTo(2);
        assertThat(counter("would.refuse", "permit", "call", "check", "audience"))
                .isEqualTo(1);
        assertThat(counter("would.refuse", "permit", "", "check", "no_permit")).isEqualTo(1);
    }

    @Test
    void reportedGrantIsCounted() {
        count(EventType.TOKEN_EXCHANGE, null, Map.of("would_grant", "call"));
        count(EventType.TOKEN_EXCHANGE, null, Map.of("would_grant", "call", "would_narrow", "scope extra"));
        assertThat(counter("would.grant", "permit", "call", "narrowed", "false"))
                .isEqualTo(1);
        assertThat(counter("would.grant", "permit", "call", "narrowed", "true")).isEqualTo(1);
    }

    @Test
    void refreshIsCountedOnlyIfThePolicyHasEvaluatedIt() {
        count(EventType.REFRESH_TOKEN, null, Map.of("scope", "read"));
        count(EventType.REFRESH_TOKEN_ERROR, "invalid_token", null);
        assertThat(names()).isEmpty();

        count(EventType.REFRESH_TOKEN, null, Map.of("would_grant", "call"));
        count(EventType.REFRESH_TOKEN_ERROR, "invalid_token", Map.of("failed_check", "client_policy"));
        assertThat(counter("would.grant", "event", "refresh_token", "permit", "call"))
                .isEqualTo(1);
        assertThat(counter("refusals", "event", "refresh_token", "check", "client_policy"))
                .isEqualTo(1);
    }

    @Test
    void permitsBeyondTheLimitShareALabel() {
        IntStream.range(0, PermitLabels.MAX_PERMITS + 20)
                .forEach(i -> count(EventType.TOKEN_EXCHANGE, null, Map.of("permit", "permit-" + i)));
        count(EventType.TOKEN_EXCHANGE, null, Map.of("permit", "permit-0"));
        assertThat(registry.find("token.exchange.grants").counters()).hasSize(PermitLabels.MAX_PERMITS + 1);
        assertThat(counter("grants", "permit", "other")).isEqualTo(20);
        assertThat(counter("grants", "permit", "permit-0")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = EventType.class,
            mode = Mode.EXCLUDE,
            names = {
                "TOKEN_EXCHANGE",
                "TOKEN_EXCHANGE_ERROR",
                "REFRESH_TOKEN",
                "REFRESH_TOKEN_ERROR",
                "CLIENT_LOGIN",
                "CLIENT_LOGIN_ERROR"
            })
    void otherEventsAreNotCounted(EventType type) {
        Event event = new Event();
        event.setType(type);
        assertThat(ExchangeMetrics.isCounted(event)).isFalse();
    }

    private void count(EventType type, String error, Map<String, String> details) {
        Event event = new Event();
        event.setType(type);
        event.setRealmName("test");
        event.setError(error);
        event.setDetails(details);
        assertThat(ExchangeMetrics.isCounted(event)).isTrue();
        metrics.count(event);
    }

    private double counter(String name, String... labels) {
        return registry.get("token.exchange." + name)
                .tag("realm", "test")
                .tags(labels)
                .counter()
                .count();
    }

    private List<String> names() {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> id.getName().substring("token.exchange.".length()))
                .filter(name -> !name.endsWith(".histogram"))
                .distinct()
                .toList();
    }
}
