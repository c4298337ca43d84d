package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsDecision.CredentialsGrant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision on client credentials with a target: a table, and properties for random permits and requests. */
@Domain(RandomCredentials.class)
@PropertyDefaults(tries = 2000, edgeCases = EdgeCasesMode.NONE)
class CredentialsPolicyTest {

    @ParameterizedTest
    @CsvSource({
        // requesters, audiences, scopes, requester, requested audiences, resources, scopes, failed check
        "batch,   orders,         '',   batch,   orders,         '',      '',         ",
        "'',      orders,         '',   batch,   orders,         '',      '',         ",
        "batch,   orders billing, '',   batch,   billing orders, '',      '',         ",
        "batch,   orders billing, '',   batch,   orders,         billing, '',         ",
        "batch,   orders,         '',   batch,   orders,         '',      read write, ",
        "batch,   orders,         read, batch,   orders,         '',      '',         ",
        "batch,   orders,         read, batch,   orders,         '',      read,       ",
        "gateway, orders,         '',   batch,   orders,         '',      '',         NO_PERMIT",
        "Batch,   orders,         '',   batch,   orders,         '',      '',         NO_PERMIT",
        "batch,   orders,         '',   batch,   '',             '',      '',         NO_PERMIT",
        "batch,   orders,         '',   batch,   Orders,         '',      '',         AUDIENCE",
        "batch,   orders,         '',   batch,   billing,        '',      '',         AUDIENCE",
        "batch,   orders,         '',   batch,   orders billing, '',      '',         AUDIENCE",
        "batch,   orders,         '',   batch,   '',             billing, '',         RESOURCE",
        "batch,   orders,         '',   batch,   orders,         billing, '',         RESOURCE",
        "batch,   orders,         read, batch,   orders,         '',      read write, SCOPE_NOT_PERMITTED",
    })
    void permitCoversItsRequestersAudiencesAndScopes(
            String requesters,
            String audiences,
            String scopes,
            String requester,
            String requestedAudiences,
            String resources,
            String requestedScopes,
            CredentialsCheck failed) {
        AudiencePermit permit = new AudiencePermit(
                "p", Notation.words(requesters), Notation.words(audiences), Notation.words(scopes), 300);
        CredentialsRequest request = new CredentialsRequest(
                requester,
                Notation.list(requestedAudiences),
                Notation.list(resources),
                Notation.words(requestedScopes),
                Notation.words(requestedScopes));

        CredentialsDecision decision = CredentialsPolicy.decide(List.of(permit), request);

        assertThat(decision instanceof Refusal refusal ? refusal.check() : null).isEqualTo(failed);
    }

    @Test
    void permitsAreNotCombined() {
        List<AudiencePermit> permits = List.of(
                new AudiencePermit("p", Set.of(), Set.of("orders"), Set.of(), 300),
                new AudiencePermit("q", Set.of(), Set.of("billing"), Set.of(), 300));

        assertThat(CredentialsPolicy.decide(
                        permits,
                        new CredentialsRequest("batch", List.of("orders", "billing"), List.of(), Set.of(), Set.of())))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'',     orders,         orders",
        "'',     orders orders,  orders",
        "'',     orders billing, ",
        "'',     '',             ",
        "orders, orders,         ",
    })
    void onlyTargetMayBeAResourceThatIsRepeated(String audiences, String resources, String only) {
        assertThat(new CredentialsRequest(
                                "batch", Notation.list(audiences), Notation.list(resources), Set.of(), Set.of())
                        .onlyResource()
                        .orElse(null))
                .isEqualTo(only);
    }

    @Test
    void permitWithoutAudienceOrLifetimeIsInvalid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AudiencePermit("p", Set.of(), Set.of(), Set.of(), 300));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AudiencePermit("p", Set.of(), Set.of("a"), Set.of(), 0));
    }

    /** Checks that the other properties do not hold vacuously. The seed is fixed so that this does not fail by chance. */
    @Property(seed = "6749")
    @StatisticsReport(StatisticsReportMode.OFF)
    void randomRequestsCoverAllDecisions(@ForAll List<AudiencePermit> permits, @ForAll CredentialsRequest request) {
        CredentialsDecision decision = CredentialsPolicy.decide(permits, request);
        Statistics.label("decision").collect(decision.getClass()).coverage(all -> all.check(CredentialsGrant.class)
                .percentage(share -> share > 20));
        if (decision instanceof Refusal refusal) {
            Statistics.label("refusal").collect(refusal.check()).coverage(all -> Stream.of(CredentialsCheck.values())
                    .forEach(check -> all.check(check).count(times -> times > 0)));
        }
    }

    /** Compares the policy with the documentation of the permits, spelt out once more. */
    @Property
    void theFirstPermitThatListsRequesterTargetsAndScopesGrants(
            @ForAll List<AudiencePermit> permits, @ForAll CredentialsRequest request) {
        CredentialsGrant expected = null;
        for (AudiencePermit permit : permits) {
            if (expected == null && covers(permit, request)) {
                Set<String> audiences = new LinkedHashSet<>(request.audiences());
                audiences.addAll(request.resources());
                Set<String> scopes = new LinkedHashSet<>();
                for (String scope : request.scopes()) {
                    if (permit.scopes().isEmpty() || permit.scopes().contains(scope)) {
                        scopes.add(scope);
                    }
                }
                expected = new CredentialsGrant(permit.name(), audiences, scopes, permit.maxLifetime());
            }
        }

        CredentialsDecision decision = CredentialsPolicy.decide(permits, request);

        if (expected == null) {
            assertThat(decision).isInstanceOf(Refusal.class);
        } else {
            assertThat(decision).isEqualTo(expected);
        }
    }

    private static boolean covers(AudiencePermit permit, CredentialsRequest request) {
        boolean applies = permit.requesters().isEmpty() || permit.requesters().contains(request.requester());
        boolean hasTarget = request.audiences().size() + request.resources().size() > 0;
        boolean targets = Stream.concat(request.audiences().stream(), request.resources().stream())
                .allMatch(permit.audiences()::contains);
        boolean scopes =
                permit.scopes().isEmpty() || request.requestedScopes().stream().allMatch(permit.scopes()::contains);
        return applies && hasTarget && targets && scopes;
    }

    @Property
    void aRequestForFewerTargetsOrScopesIsNeverRefused(
            @ForAll List<AudiencePermit> permits, @ForAll CredentialsRequest request) {
        if (CredentialsPolicy.decide(permits, request) instanceof CredentialsGrant) {
            List<String> targets = new ArrayList<>(request.targets());
            while (targets.size() > 1) {
                targets.remove(0);
                assertThat(CredentialsPolicy.decide(
                                permits,
                                new CredentialsRequest(
                                        request.requester(), targets, List.of(), Set.of(), request.scopes())))
                        .isInstanceOf(CredentialsGrant.class);
            }
        }
    }

    @Property
    void anAdditionalPermitNeverTurnsAGrantIntoARefusal(
            @ForAll List<AudiencePermit> permits, @ForAll AudiencePermit another, @ForAll CredentialsRequest request) {
        if (CredentialsPolicy.decide(permits, request) instanceof CredentialsGrant) {
            for (int place = 0; place <= permits.size(); place++) {
                List<AudiencePermit> more = new ArrayList<>(permits);
                more.add(place, another);
                assertThat(CredentialsPolicy.decide(more, request)).isInstanceOf(CredentialsGrant.class);
            }
        }
    }

    @Property
    void explanationAgreesWithTheDecision(@ForAll List<AudiencePermit> permits, @ForAll CredentialsRequest request) {
        List<ConsideredPermit> considered = CredentialsPolicy.explain(permits, request);
        CredentialsDecision decision = CredentialsPolicy.decide(permits, request);
        if (request.targets().isEmpty()) {
            assertThat(decision).isEqualTo(new Refusal(CredentialsCheck.NO_PERMIT));
        } else if (decision instanceof Refusal refusal) {
            assertThat(refusal.considered()).isEqualTo(considered).noneMatch(ConsideredPermit::covers);
        } else {
            assertThat(considered.stream().filter(ConsideredPermit::covers).findFirst())
                    .hasValueSatisfying(covering ->
                            assertThat(covering.permit()).isEqualTo(((CredentialsGrant) decision).permit()));
        }
    }

    @Property
    void aPermitThatCoversAnotherGrantsItsRequests(
            @ForAll AudiencePermit wide, @ForAll AudiencePermit narrow, @ForAll CredentialsRequest request) {
        if (PermitCoverage.covers(wide, narrow)
                && CredentialsPolicy.decide(List.of(narrow), request) instanceof CredentialsGrant) {
            assertThat(CredentialsPolicy.decide(List.of(wide), request)).isInstanceOf(CredentialsGrant.class);
        }
    }
}
