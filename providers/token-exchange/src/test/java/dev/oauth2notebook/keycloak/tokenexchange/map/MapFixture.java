package dev.oauth2notebook.keycloak.tokenexchange.map;

import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitSettings;
import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedGrant;
import dev.oauth2notebook.keycloak.tokenexchange.usage.Recording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A realm as the map reads it. Every client may send any request unless {@link #client} or {@link #obstacle} says otherwise. */
final class MapFixture implements RealmClients {

    static final PolicyCondition ANY_CLIENT = new PolicyCondition("any-client", Map.of());

    private final List<PermitCandidate<?>> permits = new ArrayList<>();
    private final Map<String, ClientState> clients = new HashMap<>();
    private final Map<String, ProblemText> obstacles = new HashMap<>();
    private final List<RecordedGrant> exchanges = new ArrayList<>();
    private final List<RecordedGrant> credentials = new ArrayList<>();
    private List<String> unknownScopes = List.of();
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
        permits.add(new PermitCandidate<>(
                PermitKind.TOKEN_EXCHANGE, PermitSettings.parse(name, values), unknownScopes, List.of(policies)));
        return this;
    }

    MapFixture credentialsPermit(String name, Map<String, ?> values, SelectingPolicy... policies) {
        permits.add(new PermitCandidate<>(
                PermitKind.CLIENT_CREDENTIALS,
                PermitSettings.parseForCredentials(name, values),
                unknownScopes,
                List.of(policies)));
        return this;
    }

    /** Sets the scopes of the permits that are added from now on that do not exist. */
    MapFixture unknownScopes(String... scopes) {
        unknownScopes = List.of(scopes);
        return this;
    }

    MapFixture obstacle(String client, ProblemText obstacle) {
        obstacles.put(client, obstacle);
        return this;
    }

    MapFixture credentials(long time, String permit, String audience, Set<String> scopes) {
        credentials.add(
                0,
                new RecordedGrant(time, permit, "backend", null, Set.of(audience), scopes, null, null, null, 0, 300L));
        return this;
    }

    @Override
    public ClientState state(String clientId) {
        return clients.getOrDefault(clientId, ClientState.CONFIDENTIAL);
    }

    @Override
    public ProblemText obstacle(String clientId, PermitKind<?> kind) {
        return obstacles.get(clientId);
    }

    MapFixture client(String id, ClientState state) {
        clients.put(id, state);
        return this;
    }

    MapFixture exchange(long time, String permit, String audience, Set<String> scopes) {
        exchanges.add(
                0,
                new RecordedGrant(
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
                this,
                new Recording(saved, null, true, exchanges),
                new Recording(saved, null, true, credentials));
    }

    /** Returns the problems of the only permit, except for those about its use. */
    List<String> problems() {
        exchange(1, permits.get(0).name(), "orders", Set.of());
        credentials(1, permits.get(0).name(), "orders", Set.of());
        return map().permits().get(0).problems().stream()
                .map(problem -> problem.type().id() + " " + problem.message())
                .toList();
    }
}
