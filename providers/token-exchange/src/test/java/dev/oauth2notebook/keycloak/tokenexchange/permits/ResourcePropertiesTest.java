package dev.oauth2notebook.keycloak.tokenexchange.permits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsDecision;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsDecision.CredentialsGrant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.SubjectToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.CredentialsLimits;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.IssuanceLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.keycloak.representations.AccessToken;

/**
 * What holds for all clients, permits and requests, from the resources as they are sent (RFC 8707) to {@code aud}, scope
 * and expiry of the token: for token exchange and for client credentials.
 */
@PropertyDefaults(tries = 2000, edgeCases = EdgeCasesMode.NONE)
class ResourcePropertiesTest {

    private static final long NOW = 1_000;

    /** The last id is itself a URI, and the {@code resource_url} of some other client. */
    private static final List<String> IDS = List.of("a", "b", "c", "https://d");

    private static final List<String> URLS = List.of("https://a", "https://b", "https://d");

    private static final List<String> RESOURCES = List.of(
            "https://a",
            "https://b",
            "https://d",
            "https://a/",
            "HTTPS://a",
            "https://a#x",
            "urn:client:a",
            "urn:client:c",
            "urn:client:https://d",
            "a",
            "");

    private static final List<String> SCOPES = List.of("x", "y", "z");

    /**
     * A request and everything on which its decision depends.
     *
     * @param clients clients of the realm
     * @param audiences audiences and scopes of each permit, in order
     * @param requested values of {@code audience}
     * @param resources values of {@code resource}
     * @param requestedScopes values of {@code scope}
     * @param scopes scopes of subject token or client
     */
    record Situation(
            List<RealmFixture.Client> clients,
            List<Permitted> audiences,
            List<String> requested,
            List<String> resources,
            Set<String> requestedScopes,
            Set<String> scopes) {

        List<Permit> permits() {
            return audiences.stream()
                    .map(permitted -> PermitSettings.parse(
                                    permitted.name(),
                                    Map.of(
                                            "subject-clients", List.of("app"),
                                            "audiences", List.copyOf(permitted.audiences()),
                                            "scopes", List.copyOf(permitted.scopes()),
                                            "max-lifetime", 60))
                            .permit())
                    .toList();
        }

        List<AudiencePermit> credentialsPermits() {
            return audiences.stream()
                    .map(permitted -> new AudiencePermit(
                            permitted.name(), Set.of(), permitted.audiences(), permitted.scopes(), 60))
                    .toList();
        }

        ExchangeRequest exchange() {
            return new ExchangeRequest(
                    "requester",
                    null,
                    new SubjectToken("alice", "app", scopes, Set.of(), null, null, NOW + 500),
                    null,
                    requested,
                    resources,
                    requestedScopes.isEmpty() ? null : requestedScopes,
                    Set.copyOf(SCOPES),
                    TokenType.ACCESS_TOKEN);
        }

        CredentialsRequest credentials() {
            Set<String> all = new LinkedHashSet<>(scopes);
            all.addAll(requestedScopes);
            return new CredentialsRequest("requester", requested, resources, requestedScopes, all);
        }

        Permitted permit(String name) {
            return audiences.stream()
                    .filter(permit -> permit.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        /** Returns the clients for which a resource stands among the audiences of all permits, by the documentation. */
        List<RealmFixture.Client> meant(String resource) {
            Set<String> possible = audiences.stream()
                    .flatMap(permit -> permit.audiences().stream())
                    .collect(Collectors.toSet());
            return clients.stream()
                    .filter(client -> possible.contains(client.id()))
                    .filter(client -> resource.equals(client.resourceUrl())
                            || resource.equals("urn:client:" + client.id())
                            || resource.equals(client.id()))
                    .toList();
        }

        /** Returns whether a resource may be used: absolute, without fragment, of one enabled client, and no other's id. */
        boolean isUsable(String resource) {
            return resource.contains(":")
                    && !resource.contains("#")
                    && meant(resource).size() == 1
                    && meant(resource).get(0).enabled()
                    && clients.stream()
                            .filter(client -> client.id().equals(resource))
                            .allMatch(meant(resource).get(0)::equals);
        }
    }

    /** Audiences and scopes of a permit; no scopes: any. */
    record Permitted(String name, Set<String> audiences, Set<String> scopes) {}

    /** Checks that the other properties do not hold vacuously. The seed is fixed so that this does not fail by chance. */
    @Property(seed = "8707")
    @StatisticsReport(StatisticsReportMode.OFF)
    void situationsCoverGrantsAndRefusals(@ForAll("situations") Situation situation) {
        boolean hasResource = !situation.resources().isEmpty();
        Statistics.label("exchange")
                .collect(exchange(situation, false).decision() instanceof Grant, hasResource)
                .coverage(all -> {
                    all.check(true, true).percentage(share -> share > 5);
                    all.check(false, true).percentage(share -> share > 5);
                    all.check(true, false).percentage(share -> share > 5);
                });
        Statistics.label("credentials")
                .collect(credentials(situation, false).decision() instanceof CredentialsGrant, hasResource)
                .coverage(all -> {
                    all.check(true, true).percentage(share -> share > 5);
                    all.check(false, true).percentage(share -> share > 5);
                });
    }

    @Property
    void exchangedTokenHasOnlyAudiencesAndScopesThatItsPermitCovers(@ForAll("situations") Situation situation) {
        ExchangeOutcome outcome = exchange(situation, false);
        if (outcome.decision() instanceof Grant grant) {
            AccessToken token = widestToken();
            IssuanceLimits limits = IssuanceLimits.of(
                            grant, situation.exchange().subject(), NOW)
                    .withResources(outcome.resources().inAudience());
            limits.apply(token);
            checkToken(situation, grant.permit(), token);
            checkScopes(situation, grant.permit(), limits.scopes());
            assertThat(situation.scopes()).containsAll(limits.scopes());
        }
    }

    @Property
    void tokenForClientCredentialsHasOnlyAudiencesAndScopesThatItsPermitCovers(
            @ForAll("situations") Situation situation) {
        CredentialsOutcome outcome = credentials(situation, false);
        if (outcome.decision() instanceof CredentialsGrant grant) {
            AccessToken token = widestToken();
            CredentialsLimits limits =
                    CredentialsLimits.of(grant, outcome.resources().inAudience(), NOW);
            limits.apply(token);
            checkToken(situation, grant.permit(), token);
            checkScopes(situation, grant.permit(), limits.scopes());
            assertThat(situation.credentials().scopes()).containsAll(limits.scopes());
        }
    }

    private static void checkToken(Situation situation, String permit, AccessToken token) {
        Set<String> expected = new HashSet<>(situation.requested());
        situation.resources().forEach(resource -> {
            assertThat(situation.isUsable(resource)).isTrue();
            String client = situation.meant(resource).get(0).id();
            expected.add(client);
            if (resource.equals(situation.meant(resource).get(0).resourceUrl())) {
                expected.add(resource);
            }
        });
        assertThat(token.getAudience()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(situation.permit(permit).audiences())
                .containsAll(expected.stream().filter(IDS::contains).toList());
        assertThat(token.getExp()).isLessThanOrEqualTo(NOW + 60);
        assertThat(expected).containsAll(token.getResourceAccess().keySet());
    }

    private static void checkScopes(Situation situation, String permit, List<String> scopes) {
        Set<String> permitted = situation.permit(permit).scopes();
        if (!permitted.isEmpty()) {
            assertThat(permitted).containsAll(scopes);
        }
    }

    @Property
    void unusableResourceIsNeverGranted(@ForAll("situations") Situation situation) {
        if (!situation.resources().stream().allMatch(situation::isUsable)) {
            assertThat(exchange(situation, false).decision()).isInstanceOf(Refusal.class);
            assertThat(credentials(situation, false).decision()).isInstanceOf(Refusal.class);
        }
    }

    @Property
    void disabledAudienceIsNeverGranted(@ForAll("situations") Situation situation) {
        Set<String> disabled = situation.clients().stream()
                .filter(client -> !client.enabled())
                .map(RealmFixture.Client::id)
                .collect(Collectors.toSet());
        if (situation.requested().stream().anyMatch(disabled::contains)) {
            assertThat(exchange(situation, false).decision()).isInstanceOf(Refusal.class);
            assertThat(credentials(situation, false).decision()).isInstanceOf(Refusal.class);
        }
    }

    /** A resource is only another name: who requests its client instead is granted or refused likewise. */
    @Property
    void resourceGrantsWhatItsClientGrantsAsAudience(@ForAll("situations") Situation situation) {
        if (situation.resources().stream().allMatch(situation::isUsable)) {
            List<String> targets = new ArrayList<>(situation.requested());
            situation
                    .resources()
                    .forEach(resource ->
                            targets.add(situation.meant(resource).get(0).id()));
            Situation named = new Situation(
                    situation.clients(),
                    situation.audiences(),
                    targets,
                    List.of(),
                    situation.requestedScopes(),
                    situation.scopes());
            assertThat(
                            exchange(situation, false).decision() instanceof Grant grant
                                    ? Set.of(grant.permit(), grant.audiences(), grant.scopes())
                                    : null)
                    .isEqualTo(
                            exchange(named, false).decision() instanceof Grant grant
                                    ? Set.of(grant.permit(), grant.audiences(), grant.scopes())
                                    : null);
            assertThat(credentials(situation, false).decision() instanceof CredentialsGrant)
                    .isEqualTo(credentials(named, false).decision() instanceof CredentialsGrant);
        }
    }

    /** The simulator looks up resources among all clients, to say what a permit would need. */
    @Property
    void simulatorDecidesAsForARequest(@ForAll("situations") Situation situation) {
        assertThat(summary(exchange(situation, true).decision()))
                .isEqualTo(summary(exchange(situation, false).decision()));
        assertThat(summary(credentials(situation, true).decision()))
                .isEqualTo(summary(credentials(situation, false).decision()));
    }

    private static Object summary(Object decision) {
        return decision instanceof Refusal refusal
                ? List.of(refusal.check(), Objects.toString(refusal.permit()))
                : decision;
    }

    private record ExchangeOutcome(Decision decision, RequestedResources resources) {}

    private record CredentialsOutcome(CredentialsDecision decision, RequestedResources resources) {}

    private static ExchangeOutcome exchange(Situation situation, boolean simulated) {
        var session = new RealmFixture(situation.clients()).session();
        RequestedResources resources =
                new RequestedResources(session, situation.resources(), situation.permits(), Permit::audiences);
        if (simulated) {
            resources.orOfAnyClient();
        }
        return new ExchangeOutcome(
                new RealmPolicy(session)
                        .evaluate(situation.permits(), situation.exchange().withResources(resources.clientIds()), NOW),
                resources);
    }

    private static CredentialsOutcome credentials(Situation situation, boolean simulated) {
        var session = new RealmFixture(situation.clients()).session();
        RequestedResources resources = new RequestedResources(
                session, situation.resources(), situation.credentialsPermits(), AudiencePermit::audiences);
        if (simulated) {
            resources.orOfAnyClient();
        }
        return new CredentialsOutcome(
                new RealmCredentialsPolicy(session)
                        .evaluate(
                                situation.credentialsPermits(),
                                situation.credentials().withResources(resources.clientIds())),
                resources);
    }

    /** Returns a token as mappers could make it: for everybody, with roles of everybody. */
    private static AccessToken widestToken() {
        AccessToken token = new AccessToken();
        IDS.forEach(token::addAudience);
        IDS.forEach(client -> token.addAccess(client).addRole("role"));
        token.exp(NOW + 10_000);
        return token;
    }

    @Provide
    Arbitrary<Situation> situations() {
        Arbitrary<List<RealmFixture.Client>> clients = Combinators.combine(
                        Arbitraries.of(URLS).injectNull(0.3).list().ofSize(IDS.size()),
                        Arbitraries.frequency(Tuple.of(9, true), Tuple.of(1, false))
                                .list()
                                .ofSize(IDS.size()))
                .as((urls, enabled) -> {
                    List<RealmFixture.Client> all = new ArrayList<>();
                    for (int i = 0; i < IDS.size(); i++) {
                        all.add(new RealmFixture.Client(IDS.get(i), urls.get(i), enabled.get(i)));
                    }
                    return all;
                });
        Arbitrary<Permitted> permit = Combinators.combine(
                        Arbitraries.strings().numeric().ofLength(4),
                        Arbitraries.of(IDS).set().ofMinSize(1),
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just(Set.<String>of())),
                                Tuple.of(1, Arbitraries.of(SCOPES).set().ofMinSize(1))))
                .as(Permitted::new);
        return Combinators.combine(
                        clients,
                        permit.list().ofMaxSize(3).uniqueElements(Permitted::name),
                        Arbitraries.of(IDS).list().ofMaxSize(1),
                        Arbitraries.of(RESOURCES).list().ofMaxSize(2),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(Set.<String>of())),
                                Tuple.of(1, Arbitraries.of(SCOPES).set().ofSize(1))),
                        Arbitraries.of(SCOPES).set().ofMinSize(1))
                .as(Situation::new);
    }
}
