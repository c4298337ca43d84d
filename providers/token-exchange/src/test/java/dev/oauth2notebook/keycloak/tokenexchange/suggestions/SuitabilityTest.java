package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedGrant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SuitabilityTest {

    private final Suitability suitability = new Suitability(
            id -> !id.startsWith("deleted"),
            scopes -> scopes.stream().filter("gone"::equals).toList());

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
                Arguments.of(exchange("a", "b", Set.of("x"), Set.of("s"), TokenType.JWT, "deleted"), "'deleted'"),
                Arguments.of(exchange("a", "b", Set.of("x"), Set.of("gone"), TokenType.JWT, null), "scope 'gone'"));
    }

    @ParameterizedTest
    @MethodSource("unsuitable")
    void problemIsNamed(RecordedGrant exchange, String part) {
        assertThat(suitability.problem(exchange)).get().asString().contains(part);
    }

    @Test
    void clientCredentialsNeedNoSubjectToken() {
        assertThat(suitability.problemOfCredentials(exchange("a", null, Set.of("x"), Set.of("s"), null, null)))
                .isEmpty();
        assertThat(suitability.problemOfCredentials(exchange("a", null, Set.of("deleted"), Set.of("s"), null, null)))
                .get()
                .asString()
                .contains("'deleted'");
        assertThat(suitability.problemOfCredentials(exchange(null, null, Set.of("x"), Set.of("s"), null, null)))
                .isNotEmpty();
    }

    private static RecordedGrant exchange(
            String requester,
            String subjectClient,
            Set<String> audiences,
            Set<String> scopes,
            TokenType type,
            String actorClient) {
        return new RecordedGrant(
                0, null, requester, subjectClient, audiences, scopes, type, actorClient, null, 0, null);
    }
}
