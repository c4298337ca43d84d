package dev.oauth2notebook.keycloak.tokenexchange.map;

import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitSettings;
import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedExchange;
import dev.oauth2notebook.keycloak.tokenexchange.usage.Recording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Creates a {@link PermitMap} from what was read of a realm. */
final class PermitMaps {

    private PermitMaps() {}

    /**
     * Creates the map.
     *
     * @param enforced whether the realm enforces the policy
     * @param permits the permits of the realm
     * @param clients returns the state of a client by its client id
     * @param recording the recorded exchanges
     */
    static PermitMap create(
            boolean enforced,
            List<PermitCandidate> permits,
            Function<String, ClientState> clients,
            Recording recording) {
        ProblemFinder finder = new ProblemFinder(permits, clients);
        Map<String, List<RecordedExchange>> exchanges = recording.exchanges().stream()
                .filter(exchange -> exchange.permit() != null)
                .collect(Collectors.groupingBy(RecordedExchange::permit));
        List<MappedPermit> mapped = permits.stream()
                .sorted(Comparator.comparingInt(PermitCandidate::position))
                .map(candidate -> map(
                        candidate,
                        finder.find(candidate),
                        recording,
                        exchanges.getOrDefault(candidate.name(), List.of())))
                .toList();
        return new PermitMap(enforced, mapped, recording);
    }

    private static MappedPermit map(
            PermitCandidate candidate,
            List<PermitProblem> found,
            Recording recording,
            List<RecordedExchange> exchanges) {
        Map<String, ?> settings =
                candidate.permit() == null ? candidate.parsed().clients() : PermitSettings.of(candidate.permit());
        boolean isKnown = recording.saved() || !recording.exchanges().isEmpty();
        List<PermitProblem> problems = new ArrayList<>(found);
        if (isKnown && candidate.permit() != null) {
            problems.addAll(UnusedValues.find(settings, exchanges));
        }
        return new MappedPermit(
                candidate.name(), settings, candidate.policies(), problems, isKnown ? PermitUsage.of(exchanges) : null);
    }
}
