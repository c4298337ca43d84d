package dev.oauth2notebook.keycloak.tokenexchange.permits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangePolicy;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.RandomExchanges;
import dev.oauth2notebook.keycloak.tokenexchange.permits.EvaluatedPolicies.Outcome;
import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceExecutor;
import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceExecutorFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.util.JsonSerialization;

/**
 * Compares what {@link PermitIndex} selects with all policies and profiles of a realm. Keycloak evaluates both, see
 * {@link EvaluatedPolicies}.
 */
@Domain(RandomExchanges.class)
@Domain(DomainContext.Global.class)
@PropertyDefaults(tries = 1000, edgeCases = EdgeCasesMode.NONE)
class PermitIndexTest {

    private static final List<String> CLIENTS = List.of("client-a", "client-b", "client-c");

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void theDecisionIsTheSameAsWithoutTheIndex(
            @ForAll List<Permit> permits, @ForAll ExchangeRequest request, @ForAll long now, @ForAll Random random) {
        PolicyTexts all = realm(permits, random);
        PolicyTexts selected = select(all, ClientPolicyEvent.TOKEN_EXCHANGE_REQUEST, request.requester());
        ExchangeRequest exchange = request.withResources(List.of());

        Outcome expected = atExchange(all, request.requester());
        Outcome found = atExchange(selected, request.requester());

        assertThat(found.refusal()).isEqualTo(expected.refusal());
        assertThat(found.recorded()).isEqualTo(expected.recorded());
        assertThat(decide(found, exchange, now)).isEqualTo(decide(expected, exchange, now));
        assertThat(ExchangePolicy.explain(found.permits(), exchange, now))
                .isEqualTo(ExchangePolicy.explain(expected.permits(), exchange, now));
        // The property would hold vacuously if nothing were left out, granted or refused by a policy.
        Statistics.label("left out")
                .collect(found.permits().size() < expected.permits().size())
                .coverage(cases -> cases.check(true).percentage(share -> share > 20));
        Statistics.label("granted")
                .collect(decide(expected, exchange, now) instanceof Grant)
                .coverage(cases -> cases.check(true).percentage(share -> share > 5));
        Statistics.label("refused by a policy")
                .collect(expected.refusal() != null)
                .coverage(cases -> cases.check(true).percentage(share -> share > 1));
    }

    @Property
    void permitsAreLeftOutAtOtherEvents(
            @ForAll List<Permit> permits, @ForAll ExchangeRequest request, @ForAll Random random) {
        PolicyTexts all = realm(permits, random);
        PolicyTexts selected = select(all, ClientPolicyEvent.TOKEN_REVOKE, PolicyRequest.UNNAMED);
        assertThat(selected.profiles()).doesNotContain(PermitExecutorFactory.ID);
        assertThat(atRevocation(selected, request.requester())).isEqualTo(atRevocation(all, request.requester()));
    }

    @Example
    void onlyPermitsOfTheRequesterAreSelected() {
        PolicyTexts all = texts(
                List.of(policy("all", "any-client", "mine", "other", "any")),
                List.of(profile("mine", permit("client-a")), profile("other", permit("b")), profile("any", permit())));
        PolicyTexts selected = select(all, ClientPolicyEvent.TOKEN_EXCHANGE_REQUEST, "client-a");
        assertThat(selected.profiles()).contains("mine", "any").doesNotContain("other");
        assertThat(selected.policies()).contains("mine", "any").doesNotContain("other");
    }

    @Example
    void policyWithOnlyPermitsOfOthersIsLeftOutUnlessAConditionMayRefuse() {
        List<Map<String, Object>> profiles = List.of(profile("other", permit("client-b")));
        for (String condition : List.of("any-client", "client-roles", "client-scopes", "grant-type")) {
            assertThat(select(texts(List.of(policy("p", condition, "other")), profiles))
                            .policies())
                    .isEqualTo("{\"policies\":[]}");
        }
        for (String condition : List.of("client-updater-source-roles", "of-another-extension")) {
            assertThat(select(texts(List.of(policy("p", condition, "other")), profiles))
                            .policies())
                    .contains(condition);
        }
    }

    @Example
    void otherExecutorsAndUnknownProfilesAreKept() {
        PolicyTexts selected = select(texts(
                List.of(policy("p", "any-client", "mixed", "one-of-keycloaks-own")),
                List.of(profile("mixed", permit("client-b"), executor("pkce-enforcer", Map.of())))));
        assertThat(selected.profiles()).contains("pkce-enforcer").doesNotContain("client-b");
        assertThat(selected.policies()).contains("one-of-keycloaks-own");
    }

    /** A global policy may name it, and Keycloak looks it up in the realm first. */
    @Example
    void profilesThatNoPolicyOfTheRealmNamesAreKept() {
        PolicyTexts selected = select(texts(
                List.of(),
                List.of(profile("global", executor("pkce-enforcer", Map.of())), profile("other", permit("client-b")))));
        assertThat(selected.profiles()).contains("global", "pkce-enforcer").doesNotContain("other");
    }

    @Example
    void invalidPermitsAreKeptSoThatTheyAreLogged() {
        Map<String, Object> invalid = new LinkedHashMap<>(Map.of("requesters", List.of("client-b"), "max-depth", "x"));
        PolicyTexts selected = select(texts(
                List.of(policy("p", "any-client", "invalid")),
                List.of(profile("invalid", executor(PermitExecutorFactory.ID, invalid)))));
        assertThat(selected.profiles()).contains("client-b");
    }

    @Example
    void permitsForClientCredentialsAreSelectedForThatGrant() {
        PolicyTexts all = texts(
                List.of(policy("p", "any-client", "exchange", "mine", "other")),
                List.of(
                        profile("exchange", permit()),
                        profile("mine", audiencePermit("client-a")),
                        profile("other", audiencePermit("client-b"))));
        PolicyTexts selected = select(all, ClientPolicyEvent.SERVICE_ACCOUNT_TOKEN_REQUEST, "client-a");
        assertThat(selected.profiles()).contains("mine").doesNotContain("exchange", "other");
    }

    @Example
    void resourceIndicatorsAreSelectedOnlyWhereTheyHaveAnEffect() {
        PolicyTexts all = texts(
                List.of(policy("p", "grant-type", "resources")),
                List.of(profile("resources", executor(ResourceExecutorFactory.ID, Map.of()))));
        for (ClientPolicyEvent event : ClientPolicyEvent.values()) {
            boolean selected = select(all, event, "client-a").policies().contains("\"p\"");
            assertThat(selected).as(event.name()).isEqualTo(ResourceExecutor.EVENTS.contains(event));
        }
    }

    @Example
    void clientsThatNoPermitNamesShareASelection() {
        PermitIndex index = PermitIndex.of(
                texts(List.of(policy("p", "any-client", "mine")), List.of(profile("mine", permit("client-a")))));
        ClientPolicyEvent event = ClientPolicyEvent.TOKEN_EXCHANGE_REQUEST;
        assertThat(index.canonical(new PolicyRequest(event, "client-x")))
                .isEqualTo(index.canonical(new PolicyRequest(event, "client-y")))
                .isNotEqualTo(index.canonical(new PolicyRequest(event, "client-a")));
    }

    @Example
    void eventsThatNoExecutorNamesShareASelection() {
        PermitIndex index = PermitIndex.of(
                texts(List.of(policy("p", "any-client", "mine")), List.of(profile("mine", permit("client-a")))));
        PolicyRequest revocation = index.canonical(new PolicyRequest(ClientPolicyEvent.TOKEN_REVOKE, "client-a"));
        assertThat(revocation)
                .isEqualTo(index.canonical(new PolicyRequest(ClientPolicyEvent.LOGOUT_REQUEST, "client-a")))
                .isNotEqualTo(index.canonical(new PolicyRequest(ClientPolicyEvent.TOKEN_EXCHANGE_REQUEST, "client-a")));
    }

    @Example
    void whatIsNotJsonOfPoliciesIsLeftToKeycloak() {
        String valid = "{\"policies\":[]}";
        for (String policies : List.of("[", "{\"policies\":null}", valid)) {
            assertThat(PermitIndex.of(new PolicyTexts(policies, "["))).isNull();
        }
        assertThat(PermitIndex.of(new PolicyTexts("[", "{\"profiles\":[]}"))).isNull();
        assertThat(PermitIndex.of(new PolicyTexts("{\"policies\":null}", "{\"profiles\":[]}")))
                .isNull();
    }

    private static Outcome atExchange(PolicyTexts texts, String requester) {
        EvaluatedPolicies policies = new EvaluatedPolicies(texts, requester);
        return policies.evaluate(policies.exchange());
    }

    private static Outcome atRevocation(PolicyTexts texts, String requester) {
        EvaluatedPolicies policies = new EvaluatedPolicies(texts, requester);
        return policies.evaluate(policies.revocation());
    }

    private static Decision decide(Outcome outcome, ExchangeRequest request, long now) {
        return ExchangePolicy.decide(outcome.permits(), request, now);
    }

    private static PolicyTexts select(PolicyTexts all) {
        return select(all, ClientPolicyEvent.TOKEN_EXCHANGE_REQUEST, "client-a");
    }

    private static PolicyTexts select(PolicyTexts all, ClientPolicyEvent event, String requester) {
        ApplicablePolicies policies = new ApplicablePolicies();
        return policies.select(policies.index(all).orElseThrow(), new PolicyRequest(event, requester));
    }

    /** Puts permits into profiles that policies select by all kinds of conditions, besides other executors. */
    private static PolicyTexts realm(List<Permit> permits, Random random) {
        List<Map<String, Object>> profiles = new ArrayList<>();
        for (Permit permit : permits) {
            Map<String, Object> settings = PermitSettings.of(permit);
            List<String> requesters =
                    CLIENTS.stream().filter(client -> random.nextInt(3) == 0).toList();
            settings.put(PermitConfig.REQUESTERS, requesters);
            if (random.nextInt(20) == 0) {
                settings.put(PermitConfig.AUDIENCES, List.of("deleted"));
            }
            if (random.nextInt(20) == 0) {
                settings.put(PermitConfig.MAX_DEPTH, "none");
            }
            Map<String, Object> executor = executor(PermitExecutorFactory.ID, settings);
            if (profiles.isEmpty() || random.nextInt(3) > 0) {
                profiles.add(profile(permit.name(), executor));
            } else {
                executors(profiles.get(random.nextInt(profiles.size()))).add(executor);
            }
            if (random.nextInt(6) == 0) {
                executors(profiles.get(random.nextInt(profiles.size())))
                        .add(executor(EvaluatedPolicies.RECORDING, Map.of("value", permit.name())));
            }
        }
        List<Map<String, Object>> policies = new ArrayList<>();
        for (int i = random.nextInt(5) + 1; i > 0; i--) {
            Map<String, Object> policy = policy(
                    "policy-" + i,
                    EvaluatedPolicies.CONDITIONS.get(random.nextInt(EvaluatedPolicies.CONDITIONS.size())),
                    profiles.stream()
                            .map(profile -> random.nextInt(10) == 0 ? "unknown" : profile.get("name"))
                            .filter(name -> random.nextInt(4) > 0)
                            .map(String.class::cast)
                            .toArray(String[]::new));
            policy.put("enabled", random.nextInt(6) > 0);
            policy.put("mode", random.nextBoolean() ? "STRICT" : "DEFAULT");
            policies.add(policy);
        }
        return texts(policies, profiles);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> executors(Map<String, Object> profile) {
        return (List<Object>) profile.get("executors");
    }

    private static Map<String, Object> policy(String name, String condition, String... profiles) {
        return new LinkedHashMap<>(Map.of(
                "name",
                name,
                "enabled",
                true,
                "conditions",
                List.of(Map.of("condition", condition, "configuration", configuration(condition))),
                "profiles",
                List.of(profiles)));
    }

    private static Map<String, Object> configuration(String condition) {
        return condition.equals("client-attributes")
                ? Map.of("attributes", "[{\"key\":\"id\",\"value\":\"client-a\"}]", "is-negative-logic", true)
                : Map.of();
    }

    private static Map<String, Object> profile(String name, Map<?, ?>... executors) {
        return new LinkedHashMap<>(Map.of("name", name, "executors", new ArrayList<>(List.of(executors))));
    }

    private static Map<String, Object> permit(String... requesters) {
        return executor(
                PermitExecutorFactory.ID,
                Map.of(
                        "requesters", List.of(requesters),
                        "subject-clients", List.of("client-a"),
                        "audiences", List.of("aud")));
    }

    private static Map<String, Object> audiencePermit(String requester) {
        return executor(
                ClientCredentialsPermitExecutorFactory.ID,
                Map.of("requesters", List.of(requester), "audiences", List.of("aud")));
    }

    private static Map<String, Object> executor(String id, Map<String, ?> configuration) {
        return Map.of("executor", id, "configuration", configuration);
    }

    private static PolicyTexts texts(List<Map<String, Object>> policies, List<Map<String, Object>> profiles) {
        return new PolicyTexts(json(Map.of("policies", policies)), json(Map.of("profiles", profiles)));
    }

    private static String json(Object value) {
        return JsonSerialization.mapper.valueToTree(value).toString();
    }
}
