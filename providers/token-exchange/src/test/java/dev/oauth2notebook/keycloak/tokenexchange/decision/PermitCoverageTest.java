package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PermitCoverageTest {

    /** Changes that make a permit narrower. */
    static List<Consumer<PermitBuilder>> restrictions() {
        return List.of(
                permit -> permit.requesters = Set.of("backend"),
                permit -> permit.audiences = Set.of("orders"),
                permit -> permit.scopes = Set.of("read"),
                permit -> permit.requestedTokenTypes = Set.of(TokenType.JWT),
                permit -> permit.actor = ActorRule.REQUIRED,
                permit -> permit.actor = ActorRule.FORBIDDEN,
                permit -> permit.requireMayAct = true,
                permit -> permit.requireAudience = true,
                permit -> permit.maxDepth = 1);
    }

    @ParameterizedTest
    @MethodSource("restrictions")
    void permitCoversANarrowerOneButNotTheOtherWayRound(Consumer<PermitBuilder> restriction) {
        Permit wide = permit(builder -> {});
        Permit narrow = permit(restriction);
        assertThat(PermitCoverage.covers(wide, narrow)).isTrue();
        assertThat(PermitCoverage.covers(narrow, wide)).isFalse();
    }

    @Test
    void permitWithOtherValuesIsNotCovered() {
        Permit wide = permit(builder -> builder.scopes = Set.of("read"));
        for (Consumer<PermitBuilder> change : List.<Consumer<PermitBuilder>>of(
                builder -> builder.subjectClients = Set.of("frontend", "app"),
                builder -> builder.audiences = Set.of("orders", "stock"),
                builder -> builder.scopes = Set.of("read", "write"),
                builder -> builder.actorSemantics = ActorSemantics.IMPERSONATION,
                builder -> builder.actorClients = Set.of("desk"))) {
            assertThat(PermitCoverage.covers(wide, permit(change))).isFalse();
        }
    }

    @Test
    void actorOfTheOnlyRequesterIsTheRequester() {
        Permit implicit = permit(builder -> builder.requesters = Set.of("backend"));
        Permit explicit = permit(builder -> {
            builder.requesters = Set.of("backend");
            builder.actorClients = Set.of("backend");
        });
        assertThat(PermitCoverage.covers(implicit, explicit)).isTrue();
        assertThat(PermitCoverage.covers(explicit, implicit)).isTrue();
    }

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    @Domain(RandomExchanges.class)
    void coveredPermitIsNeverNeeded(
            @ForAll Permit wide, @ForAll Permit narrow, @ForAll ExchangeRequest request, @ForAll long now) {
        if (PermitCoverage.covers(wide, narrow) && narrow.appliesTo(request.requester())) {
            boolean granted = ExchangePolicy.decide(List.of(narrow), request, now) instanceof Decision.Grant;
            assertThat(ExchangePolicy.decide(List.of(wide), request, now) instanceof Decision.Grant || !granted)
                    .isTrue();
        }
    }

    private static Permit permit(Consumer<PermitBuilder> change) {
        PermitBuilder builder = new PermitBuilder();
        builder.requireAudience = false;
        builder.actor = ActorRule.OPTIONAL;
        builder.maxDepth = 3;
        change.accept(builder);
        return builder.build();
    }
}
