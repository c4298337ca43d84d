package dev.oauth2notebook.keycloak.tokenexchange.map;

import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;
import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedGrant;
import dev.oauth2notebook.keycloak.tokenexchange.usage.Recording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Creates a {@link PermitMap} from what was read of a realm. */
final class PermitMaps {

    private PermitMaps() {}

    /**
     * Creates the map.
     *
     * @param enforced whether the realm enforces the policy
     * @param permits the permits of the realm
     * @param clients the clients of the realm
     * @param exchanges the recorded exchanges
     * @param credentials the recorded client credentials with a target; {@code null} if no permit is for them
     */
    static PermitMap create(
            boolean enforced,
            List<PermitCandidate<?>> permits,
            RealmClients clients,
            Recording exchanges,
            Recording credentials) {
        ProblemFinder finder = new ProblemFinder(permits, clients);
        Map<String, List<RecordedGrant>> usedForExchange = byPermit(exchanges);
        Map<String, List<RecordedGrant>> usedForCredentials = byPermit(credentials);
        List<MappedPermit> mapped = permits.stream()
                .sorted(Comparator.comparingInt(PermitCandidate::position))
                .map(candidate -> candidate.kind() == PermitKind.TOKEN_EXCHANGE
                        ? map(candidate, finder.find(candidate), exchanges, usedForExchange)
                        : map(candidate, finder.find(candidate), credentials, usedForCredentials))
                .toList();
        return new PermitMap(enforced, mapped, exchanges, credentials);
    }

    private static Map<String, List<RecordedGrant>> byPermit(Recording recording) {
        return recording == null
                ? Map.of()
                : recording.grants().stream()
                        .filter(grant -> grant.permit() != null)
                        .collect(Collectors.groupingBy(RecordedGrant::permit));
    }

    private static MappedPermit map(
            PermitCandidate<?> candidate,
            List<PermitProblem> found,
            Recording recording,
            Map<String, List<RecordedGrant>> byPermit) {
        Map<String, ?> settings = candidate.settings();
        List<RecordedGrant> grants = byPermit.getOrDefault(candidate.name(), List.of());
        List<PermitProblem> problems = new ArrayList<>(found);
        if (recording.isKnown() && candidate.permit() != null) {
            problems.addAll(UnusedValues.find(settings, grants));
        }
        return new MappedPermit(
                candidate.name(),
                candidate.kind().executor(),
                settings,
                candidate.policies(),
                problems,
                recording.isKnown() ? PermitUsage.of(grants) : null);
    }
}
