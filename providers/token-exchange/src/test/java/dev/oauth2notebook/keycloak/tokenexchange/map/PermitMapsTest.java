package dev.oauth2notebook.keycloak.tokenexchange.map;

import static dev.oauth2notebook.keycloak.tokenexchange.map.MapFixture.ANY_CLIENT;
import static dev.oauth2notebook.keycloak.tokenexchange.map.MapFixture.policy;
import static dev.oauth2notebook.keycloak.tokenexchange.map.MapFixture.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.map.PermitProblem.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PermitMapsTest {

    private static final PolicyCondition ABSTAINING = new PolicyCondition("client-updater-context", Map.of());
    private static final PolicyCondition EXCHANGE = new PolicyCondition(
            "grant-type", Map.of("grant_types", List.of("urn:ietf:params:oauth:grant-type:token-exchange")));
    private static final PolicyCondition OTHER_GRANT =
            new PolicyCondition("grant-type", Map.of("grant_types", List.of("client_credentials")));
    private static final PolicyCondition NO_CLIENT =
            new PolicyCondition("any-client", Map.of("is-negative-logic", true));
    private static final PolicyCondition SOME_CLIENTS =
            new PolicyCondition("client-roles", Map.of("roles", List.of("exchanger")));

    @Test
    void permitWithoutProblemsHasNone() {
        assertThat(new MapFixture().permit("p", values(), policy(1, ANY_CLIENT)).problems())
                .isEmpty();
    }

    static Stream<Arguments> clients() {
        return Stream.of(
                Arguments.of("orders", ClientState.MISSING, "deleted-client audiences: there is no client 'orders'"),
                Arguments.of(
                        "frontend",
                        ClientState.DISABLED,
                        "disabled-client subject-clients: the client 'frontend' is disabled"),
                Arguments.of(
                        "backend",
                        ClientState.PUBLIC,
                        "unreachable requesters: the client 'backend' is public, so that permits do not apply to it"));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void stateOfAClientIsAProblem(String client, ClientState state, String problem) {
        assertThat(new MapFixture()
                        .permit("p", values(), policy(1, ANY_CLIENT))
                        .client(client, state)
                        .problems())
                .containsExactly(problem);
    }

    static Stream<Arguments> unselected() {
        return Stream.of(
                Arguments.of(List.of(), "no client policy has the profile"),
                Arguments.of(
                        List.of(new SelectingPolicy("x", false, false, List.of(ANY_CLIENT), 1)),
                        "the policy 'x' is disabled"),
                Arguments.of(
                        List.of(new SelectingPolicy("x", true, false, List.of(), 1)),
                        "the conditions of the policy 'x' select no client for the grant type "
                                + "urn:ietf:params:oauth:grant-type:token-exchange"),
                Arguments.of(
                        List.of(new SelectingPolicy("x", true, false, List.of(ABSTAINING), 1)),
                        "the conditions of the policy 'x' select no client for the grant type "
                                + "urn:ietf:params:oauth:grant-type:token-exchange"),
                Arguments.of(
                        List.of(new SelectingPolicy("x", true, false, List.of(ANY_CLIENT, OTHER_GRANT), 1)),
                        "the conditions of the policy 'x' select no client for the grant type "
                                + "urn:ietf:params:oauth:grant-type:token-exchange"),
                Arguments.of(
                        List.of(new SelectingPolicy("x", true, false, List.of(NO_CLIENT), 1)),
                        "the conditions of the policy 'x' select no client for the grant type "
                                + "urn:ietf:params:oauth:grant-type:token-exchange"),
                Arguments.of(
                        List.of(new SelectingPolicy("x", true, true, List.of(ABSTAINING, ANY_CLIENT), 1)),
                        "the conditions of the policy 'x' select no client for the grant type "
                                + "urn:ietf:params:oauth:grant-type:token-exchange"));
    }

    @ParameterizedTest
    @MethodSource("unselected")
    void permitThatNoPolicySelectsIsUnreachable(List<SelectingPolicy> policies, String problem) {
        assertThat(new MapFixture()
                        .permit("p", values(), policies.toArray(SelectingPolicy[]::new))
                        .problems())
                .containsExactly("unreachable " + problem);
    }

    @Test
    void abstainingConditionIsIgnoredUnlessThePolicyIsStrict() {
        assertThat(new MapFixture()
                        .permit("p", values(), policy(1, ABSTAINING, ANY_CLIENT))
                        .problems())
                .isEmpty();
    }

    @Test
    void requesterThatCannotSendTheRequestIsAProblem() {
        assertThat(new MapFixture()
                        .permit("p", values(), policy(1, ANY_CLIENT))
                        .obstacle("backend", ProblemText.EXCHANGE_SWITCHED_OFF)
                        .problems())
                .containsExactly(
                        "unreachable requesters: the client 'backend' does not have Standard token exchange switched on");
    }

    @Test
    void scopeThatDoesNotExistIsAProblem() {
        assertThat(new MapFixture()
                        .unknownScopes("raed")
                        .permit("p", values(), policy(1, ANY_CLIENT))
                        .problems())
                .containsExactly("unknown-scope scopes: there is no client scope 'raed'");
    }

    @Test
    void permitForClientCredentialsHasTheSameProblems() {
        Map<String, Object> values = Map.of("requesters", List.of("backend"), "audiences", List.of("orders"));
        assertThat(new MapFixture()
                        .unknownScopes("raed")
                        .credentialsPermit("p", values, policy(1, EXCHANGE))
                        .client("orders", ClientState.DISABLED)
                        .obstacle("backend", ProblemText.SERVICE_ACCOUNT_SWITCHED_OFF)
                        .problems())
                .containsExactly(
                        "disabled-client audiences: the client 'orders' is disabled",
                        "unknown-scope scopes: there is no client scope 'raed'",
                        "unreachable the conditions of the policy 'policy-1' select no client for the grant type"
                                + " client_credentials",
                        "unreachable requesters: the client 'backend' does not have Service account roles switched on");
        assertThat(new MapFixture()
                        .credentialsPermit("p", Map.of("scopes", List.of("read")), policy(1, ANY_CLIENT))
                        .problems())
                .containsExactly("invalid audiences: at least one value is required");
    }

    @Test
    void permitIsShadowedOnlyByOneOfItsKind() {
        Map<String, Object> wide = Map.of("audiences", List.of("orders", "billing"));
        Map<String, Object> narrow = Map.of("audiences", List.of("orders"), "scopes", List.of("read"));
        PermitMap map = new MapFixture()
                .permit("exchange", values(), policy(1, ANY_CLIENT))
                .credentialsPermit("wide", wide, policy(2, ANY_CLIENT))
                .credentialsPermit("narrow", narrow, policy(3, ANY_CLIENT))
                .map();
        assertThat(types(map, "wide")).doesNotContain(Type.SHADOWED);
        assertThat(types(map, "narrow")).contains(Type.SHADOWED);
        assertThat(map.permits())
                .extracting(MappedPermit::executor)
                .containsExactly("token-exchange-permit", "client-credentials-permit", "client-credentials-permit");
    }

    @Test
    void useForClientCredentialsIsCountedSeparately() {
        Map<String, Object> values = Map.of("audiences", List.of("orders", "billing"), "scopes", List.of("read"));
        MappedPermit permit = new MapFixture()
                .credentialsPermit("p", values, policy(1, ANY_CLIENT))
                .exchange(10, "p", "billing", Set.of("read"))
                .credentials(20, "p", "orders", Set.of("read"))
                .map()
                .permits()
                .get(0);
        assertThat(permit.usage()).isEqualTo(new PermitUsage(1, 20L));
        assertThat(permit.problems())
                .containsExactly(PermitProblem.of(ProblemText.UNUSED_VALUES, "audiences", "'billing'"));
    }

    @Test
    void invalidConfigurationIsAProblemAndShown() {
        Map<String, Object> values = values();
        values.put("max-depth", "none");
        MapFixture realm = new MapFixture().permit("p", values, policy(1, ANY_CLIENT));
        assertThat(realm.problems()).singleElement().asString().startsWith("invalid max-depth: 'none'");
        assertThat(realm.map().permits().get(0).settings().keySet().toString()).contains("audiences");
    }

    static Stream<Arguments> shadowing() {
        return Stream.of(
                Arguments.of(policy(1, ANY_CLIENT), policy(2, SOME_CLIENTS), true),
                Arguments.of(policy(1, EXCHANGE), policy(2, ANY_CLIENT), true),
                Arguments.of(policy(1, SOME_CLIENTS), policy(2, SOME_CLIENTS), true),
                Arguments.of(policy(1, SOME_CLIENTS), policy(2, ANY_CLIENT), false),
                Arguments.of(policy(3, ANY_CLIENT), policy(2, ANY_CLIENT), false),
                Arguments.of(
                        policy(1, new PolicyCondition("any-client", Map.of("is-negative-logic", true))),
                        policy(2, ANY_CLIENT),
                        false));
    }

    @ParameterizedTest
    @MethodSource("shadowing")
    void permitIsShadowedByAWiderOneThatIsTriedBefore(SelectingPolicy wide, SelectingPolicy narrow, boolean expected) {
        Map<String, Object> values = values();
        values.put("audiences", List.of("orders", "billing"));
        PermitMap map = new MapFixture()
                .permit("narrow", values(), narrow)
                .permit("wide", values, wide)
                .map();
        assertThat(types(map, "narrow").contains(Type.SHADOWED)).isEqualTo(expected);
        assertThat(types(map, "wide")).doesNotContain(Type.SHADOWED);
    }

    @Test
    void permitThatGrantsNothingShadowsNone() {
        PermitMap map = new MapFixture()
                .permit("first", values(), new SelectingPolicy("off", false, false, List.of(ANY_CLIENT), 1))
                .permit("second", values(), policy(2, ANY_CLIENT))
                .map();
        assertThat(types(map, "second")).doesNotContain(Type.SHADOWED);
    }

    @Test
    void permitsAreListedInTheOrderInWhichTheyAreTried() {
        PermitMap map = new MapFixture()
                .permit("unreachable", values())
                .permit("later", values(), policy(7, ANY_CLIENT))
                .permit("first", values(), policy(2, ANY_CLIENT))
                .map();
        assertThat(map.permits()).extracting(MappedPermit::permit).containsExactly("first", "later", "unreachable");
    }

    @Test
    void usageIsCountedAndUnusedValuesAreNamed() {
        Map<String, Object> values = values();
        values.put("audiences", List.of("orders", "billing"));
        values.put("scopes", List.of("read", "write"));
        MappedPermit permit = new MapFixture()
                .permit("p", values, policy(1, ANY_CLIENT))
                .exchange(10, "p", "orders", Set.of("read"))
                .exchange(20, "p", "orders", Set.of())
                .exchange(30, "another", "billing", Set.of("write"))
                .map()
                .permits()
                .get(0);
        assertThat(permit.usage()).isEqualTo(new PermitUsage(2, 20L));
        assertThat(permit.problems())
                .containsExactlyInAnyOrder(
                        PermitProblem.of(ProblemText.UNUSED_VALUES, "audiences", "'billing'"),
                        PermitProblem.of(ProblemText.UNUSED_VALUES, "scopes", "'write'"));
    }

    @Test
    void scopeWithAPathIsUsedByOneBelowIt() {
        Map<String, Object> values = values();
        values.put("scopes", List.of("storage.read:/", "storage.read:/data"));
        values.put("path-scopes", List.of("storage.read"));
        MappedPermit permit = new MapFixture()
                .permit("p", values, policy(1, ANY_CLIENT))
                .exchange(10, "p", "orders", Set.of("storage.read:/home/alice"))
                .map()
                .permits()
                .get(0);
        assertThat(permit.problems())
                .containsExactly(PermitProblem.of(ProblemText.UNUSED_VALUES, "scopes", "'storage.read:/data'"));
    }

    @Test
    void permitThatWasNotUsedIsAProblem() {
        MappedPermit permit = new MapFixture()
                .permit("p", values(), policy(1, ANY_CLIENT))
                .map()
                .permits()
                .get(0);
        assertThat(permit.usage()).isEqualTo(new PermitUsage(0, null));
        assertThat(permit.problems()).extracting(PermitProblem::type).containsExactly(Type.UNUSED);
    }

    @Test
    void useIsUnknownIfEventsAreNotSaved() {
        MappedPermit permit = new MapFixture()
                .savesNoEvents()
                .permit("p", values(), policy(1, ANY_CLIENT))
                .map()
                .permits()
                .get(0);
        assertThat(permit.usage()).isNull();
        assertThat(permit.problems()).isEmpty();
    }

    private static List<Type> types(PermitMap map, String name) {
        List<Type> types = new ArrayList<>();
        map.permits().stream().filter(permit -> permit.permit().equals(name)).forEach(permit -> permit.problems()
                .forEach(problem -> types.add(problem.type())));
        return types;
    }
}
