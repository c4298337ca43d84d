package dev.oauth2notebook.keycloak.tokenexchange.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the problems of a permit that can be seen without recorded events. */
final class ProblemFinder {

    private final List<PermitCandidate<?>> granting;
    private final RealmClients clients;

    /**
     * @param permits all permits of the realm
     * @param clients the clients of the realm
     */
    ProblemFinder(List<PermitCandidate<?>> permits, RealmClients clients) {
        this.clients = clients;
        this.granting = permits.stream().filter(this::grantsAnything).toList();
    }

    /** Returns the problems of one of the permits. */
    List<PermitProblem> find(PermitCandidate<?> candidate) {
        List<PermitProblem> problems = new ArrayList<>();
        candidate.parsed().problems().forEach(message -> problems.add(PermitProblem.of(ProblemText.INVALID, message)));
        candidate
                .parsed()
                .clients()
                .forEach((key, ids) -> ids.forEach(id -> {
                    ClientState state = clients.state(id);
                    if (state == ClientState.MISSING) {
                        problems.add(PermitProblem.of(ProblemText.DELETED_CLIENT, key, id));
                    } else if (state == ClientState.DISABLED) {
                        problems.add(PermitProblem.of(ProblemText.DISABLED_CLIENT, key, id));
                    }
                }));
        candidate.unknownScopes().forEach(scope -> problems.add(PermitProblem.of(ProblemText.UNKNOWN_SCOPE, scope)));
        addIfUnreachable(candidate, problems);
        if (grantsAnything(candidate)) {
            granting.stream()
                    .filter(other -> other != candidate && candidate.isShadowedBy(other))
                    .findFirst()
                    .ifPresent(other -> problems.add(PermitProblem.of(ProblemText.SHADOWED, other.name())));
        }
        return problems;
    }

    private void addIfUnreachable(PermitCandidate<?> candidate, List<PermitProblem> problems) {
        unselected(candidate).forEach(problems::add);
        for (String requester : candidate.requesters()) {
            ClientState state = clients.state(requester);
            ProblemText obstacle = state == ClientState.PUBLIC
                    ? ProblemText.REQUESTER_PUBLIC
                    : state == ClientState.CONFIDENTIAL ? clients.obstacle(requester, candidate.kind()) : null;
            if (obstacle != null) {
                problems.add(PermitProblem.of(obstacle, requester));
            }
        }
    }

    /** Returns why no client policy selects the permit; nothing if one may. */
    private static Stream<PermitProblem> unselected(PermitCandidate<?> candidate) {
        if (candidate.policies().isEmpty()) {
            return Stream.of(PermitProblem.of(ProblemText.NO_POLICY));
        }
        if (candidate.policies().stream().anyMatch(candidate::isSelectedBy)) {
            return Stream.empty();
        }
        return candidate.policies().stream()
                .map(policy -> policy.enabled()
                        ? PermitProblem.of(
                                ProblemText.POLICY_SELECTS_NOTHING,
                                policy.policy(),
                                candidate.kind().grantType())
                        : PermitProblem.of(ProblemText.POLICY_DISABLED, policy.policy()));
    }

    private boolean grantsAnything(PermitCandidate<?> candidate) {
        return candidate.permit() != null
                && candidate.position() < Integer.MAX_VALUE
                && candidate.parsed().clients().values().stream()
                        .flatMap(Set::stream)
                        .noneMatch(id -> clients.state(id) == ClientState.MISSING);
    }
}
