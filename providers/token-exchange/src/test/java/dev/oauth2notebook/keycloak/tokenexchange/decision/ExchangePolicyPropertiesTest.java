package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Properties of the policy that hold for all permits and requests, checked with {@link RandomExchanges}. */
@Domain(RandomExchanges.class)
@PropertyDefaults(tries = 1000, edgeCases = EdgeCasesMode.NONE)
class ExchangePolicyPropertiesTest {

    /**
     * Checks that the generators produce every kind of decision, because the other properties would otherwise hold
     * vacuously. The seed is fixed so that this test of the generators does not fail by chance.
     */
    @Property(tries = 3000, seed = "8693")
    @StatisticsReport(StatisticsReportMode.OFF)
    void randomExchangesCoverAllDecisions(
            @ForAll List<Permit> permits, @ForAll ExchangeRequest request, @ForAll long now) {
        Decision decision = ExchangePolicy.decide(permits, request, now);
        Statistics.label("decision").collect(decision.getClass()).coverage(all -> all.check(Grant.class)
                .percentage(share -> share > 20));
        if (decision instanceof Grant grant) {
            boolean delegated = request.subject().depth() > 0;
            Statistics.label("grant").collect(grant.actorSemantics(), delegated).coverage(all -> {
                all.check(null, false).percentage(share -> share > 10);
                all.check(null, true).percentage(share -> share > 10);
                all.check(ActorSemantics.DELEGATION, false).percentage(share -> share > 10);
                all.check(ActorSemantics.DELEGATION, true).percentage(share -> share > 10);
                all.check(ActorSemantics.IMPERSONATION, false).percentage(share -> share > 10);
            });
        }
        if (decision instanceof Refusal refusal) {
            Statistics.label("refusal").collect(refusal.check()).coverage(all -> Stream.of(PolicyCheck.values())
                    .forEach(check -> all.check(check).count(times -> times > 0)));
        }
    }

    @Property
    void explanationAgreesWithTheDecision(
            @ForAll List<Permit> permits, @ForAll ExchangeRequest request, @ForAll long now) {
        List<ConsideredPermit> considered = ExchangePolicy.explain(permits, request, now);
        if (ExchangePolicy.decide(permits, request, now) instanceof Refusal refusal) {
            assertThat(refusal.considered()).isEqualTo(considered).noneMatch(ConsideredPermit::covers);
            assertThat(considered.stream()
                            .map(ConsideredPermit::failed)
                            .max(Comparator.comparing(PermitCheck::ordinal)))
                    .isEqualTo(considered.isEmpty() ? Optional.empty() : Optional.of(refusal.check()));
        } else {
            Grant grant = (Grant) ExchangePolicy.decide(permits, request, now);
            assertThat(considered.stream().filter(ConsideredPermit::covers).findFirst())
                    .hasValueSatisfying(
                            covering -> assertThat(covering.permit()).isEqualTo(grant.permit()));
        }
    }

    @Property
    void scopesNeverExceedThoseOfSubjectPermitAndRequester(
            @ForAll List<Permit> permits, @ForAll ExchangeRequest request, @ForAll long now) {
        if (ExchangePolicy.decide(permits, request, now) instanceof Grant grant) {
            Permit permit = permitOf(grant, permits);
            assertThat(grant.scopes()).doesNotContain("offline_access").allSatisfy(scope -> {
                assertThat(OracleScopes.has(permit, request.subject().scopes(), scope))
                        .isTrue();
                assertThat(OracleScopes.has(permit, request.assignedScopes(), scope))
                        .isTrue();
                assertThat(permit.scopes().isEmpty() || OracleScopes.has(permit, permit.scopes(), scope))
                        .isTrue();
            });
            if (request.requestedScopes() != null) {
                assertThat(grant.scopes()).containsExactlyElementsOf(request.requestedScopes());
            }
        }
    }

    /** A token that was exchanged for a path cannot be exchanged for more than that path. */
    @Property
    void aSecondExchangeNeverWidensPaths(
            @ForAll List<Permit> permits, @ForAll ExchangeRequest request, @ForAll long now) {
        if (ExchangePolicy.decide(permits, request, now) instanceof Grant first
                && ExchangePolicy.decide(permits, withSubjectScopes(request, first.scopes()), now)
                        instanceof Grant second) {
            assertThat(second.scopes())
                    .allSatisfy(scope -> assertThat(OracleScopes.has(permitOf(second, permits), first.scopes(), scope))
                            .isTrue());
        }
    }

    @Property
    void rolesNeverExceedThoseOfSubjectAndPermit(
            @ForAll List<Permit> permits, @ForAll ExchangeRequest request, @ForAll long now) {
        if (ExchangePolicy.decide(permits, request, now) instanceof Grant grant) {
            assertThat(request.subject().roles()).containsAll(grant.roles());
            Permit permit = permitOf(grant, permits);
            if (!permit.roles().isEmpty()) {
                assertThat(permit.roles()).containsAll(grant.roles());
            }
        }
    }

    @Property
    void lifetimeIsPositiveAndNeverExceedsTheSubjectsExpiryOrThePermitsMaximum(
            @ForAll List<Permit> permits, @ForAll ExchangeRequest request, @ForAll long now) {
        if (ExchangePolicy.decide(permits, request, now) instanceof Grant grant) {
            assertThat(grant.lifetime()).isPositive();
            assertThat(BigInteger.valueOf(now).add(BigInteger.valueOf(grant.lifetime())))
                    .isLessThanOrEqualTo(BigInteger.valueOf(request.subject().expiresAt()));
            assertThat(grant.lifetime())
                    .isLessThanOrEqualTo(permitOf(grant, permits).maxLifetime());
        }
    }

    @Property
    void chainKeepsTheSubjectsActorsAndIsNeverLongerThanThePermitAllows(
            @ForAll List<Permit> permits, @ForAll ExchangeRequest request, @ForAll long now) {
        if (ExchangePolicy.decide(permits, request, now) instanceof Grant grant) {
            List<Actor> before = links(request.subject().act());
            List<Actor> after = links(grant.actor());
            int added = grant.actorSemantics() == ActorSemantics.DELEGATION ? 1 : 0;
            assertThat(after).hasSize(before.size() + added).hasSize(grant.depth());
            assertThat(after.subList(added, after.size())).isEqualTo(before);
            assertThat(grant.depth())
                    .isLessThanOrEqualTo(permitOf(grant, permits).maxDepth());
            assertThat(grant.actorSemantics() == null).isEqualTo(request.actor() == null);
            if (added == 1) {
                ActorToken actor = request.actor();
                assertThat(after.get(0))
                        .isEqualTo(new Actor(
                                actor.sub(),
                                actor.client(),
                                actor.issuer(),
                                request.subject().act()));
            }
        }
    }

    @Property
    void audiencesAreExactlyThoseRequestedAndAllPermitted(
            @ForAll List<Permit> permits, @ForAll ExchangeRequest request, @ForAll long now) {
        if (ExchangePolicy.decide(permits, request, now) instanceof Grant grant) {
            List<String> requested = Stream.concat(request.audiences().stream(), request.resources().stream())
                    .distinct()
                    .toList();
            Permit permit = permitOf(grant, permits);
            assertThat(permit.audiences()).containsAll(grant.audiences());
            assertThat(grant.audiences())
                    .containsExactlyElementsOf(requested.isEmpty() ? permit.audiences() : requested);
            assertThat(requested.isEmpty() && permit.requireAudience()).isFalse();
        }
    }

    /** Compares the policy with the {@link Oracle}, which shares no code with it. */
    @Property(tries = 4000)
    void theFirstPermitThatCoversTheRequestGrantsIt(
            @ForAll List<Permit> permits, @ForAll ExchangeRequest request, @ForAll long now) {
        Grant expected = null;
        for (Permit permit : permits) {
            if (expected == null && Oracle.covers(permit, request, now)) {
                expected = Oracle.grant(permit, request, now);
            }
        }

        Decision decision = ExchangePolicy.decide(permits, request, now);

        if (expected == null) {
            assertThat(decision).isInstanceOf(Refusal.class);
        } else {
            assertThat(decision).isEqualTo(expected);
        }
    }

    @Property
    void anAdditionalPermitNeverTurnsAGrantIntoARefusal(
            @ForAll List<Permit> permits, @ForAll Permit another, @ForAll ExchangeRequest request, @ForAll long now) {
        if (ExchangePolicy.decide(permits, request, now) instanceof Grant) {
            for (int place = 0; place <= permits.size(); place++) {
                List<Permit> more = new ArrayList<>(permits);
                more.add(place, another);
                assertThat(ExchangePolicy.decide(more, request, now)).isInstanceOf(Grant.class);
            }
        }
    }

    @Property
    void aPermitAfterTheGrantingOneChangesNothing(
            @ForAll List<Permit> permits, @ForAll Permit another, @ForAll ExchangeRequest request, @ForAll long now) {
        Decision decision = ExchangePolicy.decide(permits, request, now);
        if (decision instanceof Grant) {
            List<Permit> more = new ArrayList<>(permits);
            more.add(another);
            assertThat(ExchangePolicy.decide(more, request, now)).isEqualTo(decision);
        }
    }

    @Property
    void permitsForOtherRequestersChangeNothing(
            @ForAll List<Permit> permits, @ForAll ExchangeRequest request, @ForAll long now) {
        List<Permit> own = permits.stream()
                .filter(permit ->
                        permit.requesters().isEmpty() || permit.requesters().contains(request.requester()))
                .toList();
        assertThat(ExchangePolicy.decide(permits, request, now)).isEqualTo(ExchangePolicy.decide(own, request, now));
    }

    @Property
    void theRefusalIsThatOfTheFirstPermitThatPassedTheMostChecks(
            @ForAll List<Permit> permits, @ForAll ExchangeRequest request, @ForAll long now) {
        if (ExchangePolicy.decide(permits, request, now) instanceof Refusal refusal) {
            List<Refusal> single = permits.stream()
                    .map(permit -> (Refusal) ExchangePolicy.decide(List.of(permit), request, now))
                    .toList();
            int furthest = single.stream()
                    .mapToInt(one -> one.check().ordinal())
                    .max()
                    .orElse(PolicyCheck.NO_PERMIT.ordinal());
            Refusal first = single.stream()
                    .filter(one -> one.check().ordinal() == furthest)
                    .findFirst()
                    .orElse(new Refusal(PolicyCheck.NO_PERMIT));
            assertThat(refusal.check()).isEqualTo(first.check());
            assertThat(refusal.permit()).isEqualTo(first.permit());
        }
    }

    @Property
    void theDescriptionOfARefusalContainsNoValueOfAPermit(
            @ForAll List<Permit> permits, @ForAll ExchangeRequest request, @ForAll long now) {
        if (ExchangePolicy.decide(permits, request, now) instanceof Refusal refusal) {
            for (Permit permit : permits) {
                Set<String> values = new LinkedHashSet<>(Set.of(permit.name()));
                Stream.of(
                                permit.requesters(),
                                permit.subjectClients(),
                                permit.audiences(),
                                permit.scopes(),
                                permit.actorClients())
                        .forEach(values::addAll);
                values.remove("offline_access");
                assertThat(refusal.description()).doesNotContain(values);
                assertThat(refusal.description()).doesNotContainPattern("\\d");
            }
        }
    }

    @Property
    void aRequestForFewerScopesIsNeverRefused(
            @ForAll List<Permit> permits, @ForAll ExchangeRequest request, @ForAll long now) {
        if (ExchangePolicy.decide(permits, request, now) instanceof Grant grant) {
            for (String scope : grant.scopes()) {
                Decision narrower = ExchangePolicy.decide(permits, withScope(request, scope), now);
                assertThat(narrower).isInstanceOfSatisfying(Grant.class, one -> assertThat(one.scopes())
                        .containsExactly(scope));
            }
        }
    }

    private static ExchangeRequest withSubjectScopes(ExchangeRequest request, Set<String> scopes) {
        SubjectToken subject = request.subject();
        return new ExchangeRequest(
                request.requester(),
                request.requesterSub(),
                new SubjectToken(
                        subject.sub(),
                        subject.client(),
                        scopes,
                        subject.roles(),
                        subject.act(),
                        subject.mayAct(),
                        subject.expiresAt()),
                request.actor(),
                request.audiences(),
                request.resources(),
                request.requestedScopes(),
                request.assignedScopes(),
                request.tokenType());
    }

    private static ExchangeRequest withScope(ExchangeRequest request, String scope) {
        return new ExchangeRequest(
                request.requester(),
                request.requesterSub(),
                request.subject(),
                request.actor(),
                request.audiences(),
                request.resources(),
                Set.of(scope),
                request.assignedScopes(),
                request.tokenType());
    }

    /** Returns the permit that granted the request; the names of random permits are unique. */
    private static Permit permitOf(Grant grant, List<Permit> permits) {
        return permits.stream()
                .filter(permit -> permit.name().equals(grant.permit()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Actor> links(Actor chain) {
        List<Actor> links = new ArrayList<>();
        for (Actor link = chain; link != null; link = link.previous()) {
            links.add(link);
        }
        return Collections.unmodifiableList(links);
    }
}
