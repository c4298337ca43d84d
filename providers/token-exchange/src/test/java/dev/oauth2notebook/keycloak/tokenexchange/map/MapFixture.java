package dev.oauth2notebook.keycloak.tokenexchange.map;

import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitSettings;
import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedExchange;
import dev.oauth2notebook.keycloak.tokenexchange.usage.Recording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A realm as the map reads it. Every client may exchange tokens unless {@link #client} says otherwise. */
final class MapFixture {

    static final PolicyCondition ANY_CLIENT = new PolicyCondition("any-client", Map.of());

    private final List<PermitCandidate> permits = new ArrayList<>();
    private final Map<String, ClientState> clients = new HashMap<>();
    private final List<RecordedExchange> exchanges = new ArrayList<>();
    private boolean saved = true;

    /** Returns the values of a permit of {@code backend} for tokens of {@code frontend} and the audience {@code orders}. */
    static Map<String, Object> values() {
        return new HashMap<>(Map.of(
                "requesters", List.of("backend"),
                "subject-clients", List.of("frontend"),
                "audiences", List.of("orders")));
    }

    static SelectingPolicy policy(int position, PolicyCondition... conditions) {
        return new SelectingPolicy("policy-" + position, true, false, List.of(conditions), position);
    }

    MapFixture permit(String name, Map<String, ?> values, SelectingPolicy... policies) {
        permits.add(new PermitCandidate(PermitSettings.parse(name, values), List.of(policies)));
        return this;
    }

    MapFixture client(String id, ClientState state) {
        clients.put(id, state);
        return this;
    }

    MapFixture exchange(long time, String permit, String audience, Set<String> scopes) {
        exchanges.add(
                0,
                new RecordedExchange(
                        time,
                        permit,
                        "backend",
                        "frontend",
                        Set.of(audience),
                        scopes,
                        TokenType.ACCESS_TOKEN,
                        null,
                        null,
                        0,
                        300L));
        return this;
    }

    MapFixture savesNoEvents() {
        saved = false;
        return this;
    }

    PermitMap map() {
        return PermitMaps.create(
                true,
                permits,
                id -> clients.getOrDefault(id, ClientState.WITH_EXCHANGE),
                new Recording(saved, null, true, exchanges));
    }

    /** Returns the problems of the only permit, except for those about its use. */
    List<String> problems() {
        exchange(1, permits.get(0).name(), "orders", Set.of());
        return map().permits().get(0).problems().stream()
                .map(problem -> problem.type().id() + " " + problem.message())
                .toList();
    }
}
