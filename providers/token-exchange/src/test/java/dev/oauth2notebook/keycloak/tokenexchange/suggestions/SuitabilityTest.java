package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedExchange;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SuitabilityTest {

    private final Suitability suitability = new Suitability(id -> !id.startsWith("deleted"));

    @Test
    void completeExchangeIsSuitable() {
        assertThat(suitability.problem(exchange("a", "b", Set.of("x"), Set.of("s"), TokenType.JWT, "c")))
                .isEmpty();
        assertThat(suitability.problem(exchange("a", "b", Set.of("x"), Set.of("s"), TokenType.JWT, null)))
                .isEmpty();
    }

    static Stream<Arguments> unsuitable() {
        return Stream.of(
                Arguments.of(exchange(null, "b", Set.of("x"), Set.of("s"), TokenType.JWT, null), "requester"),
                Arguments.of(exchange("a", null, Set.of("x"), Set.of("s"), TokenType.JWT, null), "subject token"),
                Arguments.of(exchange("a", "b", Set.of(), Set.of("s"), TokenType.JWT, null), "audience"),
                Arguments.of(exchange("a", "b", Set.of("x"), Set.of(), TokenType.JWT, null), "scope"),
                Arguments.of(exchange("a", "b", Set.of("x"), Set.of("s"), null, null), "token type"),
                Arguments.of(exchange("deleted", "b", Set.of("x"), Set.of("s"), TokenType.JWT, null), "'deleted'"),
                Arguments.of(exchange("a", "deleted", Set.of("x"), Set.of("s"), TokenType.JWT, null), "'deleted'"),
                Arguments.of(exchange("a", "b", Set.of("deleted"), Set.of("s"), TokenType.JWT, null), "'deleted'"),
                Arguments.of(exchange("a", "b", Set.of("x"), Set.of("s"), TokenType.JWT, "deleted"), "'deleted'"));
    }

    @ParameterizedTest
    @MethodSource("unsuitable")
    void problemIsNamed(RecordedExchange exchange, String part) {
        assertThat(suitability.problem(exchange)).get().asString().contains(part);
    }

    private static RecordedExchange exchange(
            String requester,
            String subjectClient,
            Set<String> audiences,
            Set<String> scopes,
            TokenType type,
            String actorClient) {
        return new RecordedExchange(
                0, null, requester, subjectClient, audiences, scopes, type, actorClient, null, 0, null);
    }
}
