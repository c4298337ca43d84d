package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorSemantics;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangePolicy;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.SubjectToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitSettings;
import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedGrant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PermitSuggestionsTest {

    private static final List<String> CLIENTS = List.of("client-a", "client-b");
    private static final List<String> AUDIENCES = List.of("aud-a", "aud-b", "aud-c");
    private static final List<String> SCOPES = List.of("scope-a", "scope-b", "scope-c");
    private static final List<TokenType> TYPES = List.of(TokenType.ACCESS_TOKEN, TokenType.JWT, TokenType.ID_TOKEN);

    /** Some requests have no actor, some have the requester or another client. */
    private record Acting(String client, ActorSemantics semantics) {}

    private static final List<Acting> ACTORS = List.of(
            new Acting(null, null),
            new Acting("client-a", ActorSemantics.DELEGATION),
            new Acting("client-b", ActorSemantics.DELEGATION),
            new Acting("client-b", ActorSemantics.IMPERSONATION));

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyRecordedGrantIsCovered(@ForAll("recordings") List<RecordedGrant> recorded) {
        List<Permit> permits = permits(recorded);
        assertThat(recorded)
                .allSatisfy(exchange -> assertThat(isGranted(permits, exchange)).isTrue());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void nothingThatWasNotRecordedIsGranted(@ForAll("recordings") List<RecordedGrant> recorded) {
        List<Permit> permits = permits(recorded);
        for (String requester : CLIENTS) {
            for (String subject : CLIENTS) {
                for (Acting acting : ACTORS) {
                    for (TokenType type : TYPES) {
                        checkPairs(recorded, permits, requester, subject, acting, type);
                    }
                }
            }
        }
    }

    private static void checkPairs(
            List<RecordedGrant> recorded,
            List<Permit> permits,
            String requester,
            String subject,
            Acting acting,
            TokenType type) {
        for (String audience : AUDIENCES) {
            for (String scope : SCOPES) {
                RecordedGrant pair = exchange(requester, subject, Set.of(audience), Set.of(scope), type, acting, 0);
                assertThat(isGranted(permits, pair))
                        .isEqualTo(recorded.stream().anyMatch(exchange -> isPartOf(pair, exchange)));
            }
        }
    }

    private static boolean isPartOf(RecordedGrant pair, RecordedGrant exchange) {
        return exchange.requester().equals(pair.requester())
                && exchange.subjectClient().equals(pair.subjectClient())
                && exchange.tokenType() == pair.tokenType()
                && Objects.equals(exchange.actorClient(), pair.actorClient())
                && exchange.acting() == pair.acting()
                && exchange.audiences().containsAll(pair.audiences())
                && exchange.scopes().containsAll(pair.scopes());
    }

    @Example
    void permitsHaveTheRecordedValuesAndNoDefaults() {
        List<RecordedGrant> recorded = List.of(
                exchange("a", "b", Set.of("x"), Set.of("s"), TokenType.ACCESS_TOKEN, ACTORS.get(0), 0),
                exchange("a", "b", Set.of("x"), Set.of("s"), TokenType.JWT, ACTORS.get(0), 0),
                exchange(
                        "a",
                        "b",
                        Set.of("x"),
                        Set.of("s"),
                        TokenType.JWT,
                        new Acting("c", ActorSemantics.IMPERSONATION),
                        0),
                exchange(
                        "a",
                        "b",
                        Set.of("x"),
                        Set.of("s"),
                        TokenType.JWT,
                        new Acting("a", ActorSemantics.DELEGATION),
                        2));
        List<SuggestedExchangePermit> permits = PermitSuggestions.of(recorded);
        assertThat(permits).hasSize(3);
        assertThat(permits.get(0).values())
                .isEqualTo(Map.of(
                        "requesters",
                        List.of("a"),
                        "subject-clients",
                        List.of("b"),
                        "audiences",
                        List.of("x"),
                        "scopes",
                        List.of("s"),
                        "requested-token-types",
                        List.of("access_token", "jwt"),
                        "max-lifetime",
                        60L));
        assertThat(permits.get(1).values())
                .containsEntry("actor", "required")
                .containsEntry("actor-clients", List.of("c"))
                .containsEntry("acting", "impersonation")
                .doesNotContainKey("max-depth");
        assertThat(permits.get(2).values())
                .containsEntry("actor", "required")
                .containsEntry("actor-clients", List.of("a"))
                .containsEntry("max-depth", 2)
                .doesNotContainKey("acting");
    }

    @Example
    void lifetimeIsTheLongestThatWasRecordedOrTheDefaultIfOneIsNotKnown() {
        RecordedGrant known = exchange("a", "b", Set.of("x"), Set.of("s"), TokenType.JWT, ACTORS.get(0), 0);
        RecordedGrant longer = withLifetime(known, 900L);
        assertThat(PermitSuggestions.of(List.of(known, longer)).get(0).values()).containsEntry("max-lifetime", 900L);
        assertThat(PermitSuggestions.of(List.of(longer, withLifetime(known, null)))
                        .get(0)
                        .values())
                .doesNotContainKey("max-lifetime");
    }

    private static RecordedGrant withLifetime(RecordedGrant exchange, Long lifetime) {
        return new RecordedGrant(
                0,
                null,
                exchange.requester(),
                exchange.subjectClient(),
                exchange.audiences(),
                exchange.scopes(),
                exchange.tokenType(),
                null,
                null,
                0,
                lifetime);
    }

    @Provide
    Arbitrary<List<RecordedGrant>> recordings() {
        Arbitrary<RecordedGrant> exchange = Combinators.combine(
                        Arbitraries.of(CLIENTS),
                        Arbitraries.of(CLIENTS),
                        Arbitraries.of(AUDIENCES).set().ofMinSize(1),
                        Arbitraries.of(SCOPES).set().ofMinSize(1),
                        Arbitraries.of(TYPES),
                        Arbitraries.of(ACTORS),
                        Arbitraries.integers().between(0, 3))
                .as(PermitSuggestionsTest::exchange);
        return exchange.list().ofMaxSize(15);
    }

    private static RecordedGrant exchange(
            String requester,
            String subject,
            Set<String> audiences,
            Set<String> scopes,
            TokenType type,
            Acting acting,
            int depth) {
        boolean delegates = acting.semantics() == ActorSemantics.DELEGATION;
        int possible = acting.semantics() == ActorSemantics.IMPERSONATION ? 0 : Math.max(depth, delegates ? 1 : 0);
        return new RecordedGrant(
                0,
                null,
                requester,
                subject,
                audiences,
                scopes,
                type,
                acting.client(),
                acting.semantics(),
                possible,
                60L);
    }

    private static List<Permit> permits(List<RecordedGrant> recorded) {
        return PermitSuggestions.of(recorded).stream()
                .map(permit -> PermitSettings.parse("p", permit.values()).permit())
                .toList();
    }

    /** Sends the request of a recorded exchange, and looks whether the actor acts in the same way. */
    private static boolean isGranted(List<Permit> permits, RecordedGrant exchange) {
        boolean hasActor = exchange.actorClient() != null;
        int before = exchange.depth() - (exchange.acting() == ActorSemantics.DELEGATION ? 1 : 0);
        Actor chain = null;
        for (int i = 0; i < before; i++) {
            chain = new Actor("earlier-" + i, "client-x", "iss", chain);
        }
        ExchangeRequest request = new ExchangeRequest(
                exchange.requester(),
                null,
                new SubjectToken("alice", exchange.subjectClient(), exchange.scopes(), Set.of(), chain, null, 60),
                hasActor
                        ? new ActorToken("actor", exchange.actorClient(), "iss", Set.of(exchange.requester()), false)
                        : null,
                List.copyOf(exchange.audiences()),
                List.of(),
                exchange.scopes(),
                exchange.scopes(),
                exchange.tokenType());
        return permits.stream()
                .filter(permit -> !hasActor || permit.actorSemantics() == exchange.acting())
                .anyMatch(permit -> ExchangePolicy.decide(List.of(permit), request, 0) instanceof Decision.Grant);
    }
}
