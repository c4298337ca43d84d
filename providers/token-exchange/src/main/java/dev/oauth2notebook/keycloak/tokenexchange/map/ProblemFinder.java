package dev.oauth2notebook.keycloak.tokenexchange.map;

import dev.oauth2notebook.keycloak.tokenexchange.map.PermitProblem.Type;
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
        candidate.parsed().problems().forEach(message -> problems.add(new PermitProblem(Type.INVALID, message)));
        candidate
                .parsed()
                .clients()
                .forEach((key, ids) -> ids.forEach(id -> {
                    ClientState state = clients.state(id);
                    if (state == ClientState.MISSING) {
                        problems.add(new PermitProblem(Type.DELETED_CLIENT, key + ": there is no client '" + id + "'"));
                    } else if (state == ClientState.DISABLED) {
                        problems.add(
                                new PermitProblem(Type.DISABLED_CLIENT, key + ": the client '" + id + "' is disabled"));
                    }
                }));
        candidate
                .unknownScopes()
                .forEach(scope -> problems.add(
                        new PermitProblem(Type.UNKNOWN_SCOPE, "scopes: there is no client scope '" + scope + "'")));
        addIfUnreachable(candidate, problems);
        if (grantsAnything(candidate)) {
            granting.stream()
                    .filter(other -> other != candidate && candidate.isShadowedBy(other))
                    .findFirst()
                    .ifPresent(other -> problems.add(new PermitProblem(
                            Type.SHADOWED,
                            "the permit '" + other.name() + "', which is tried before, grants everything that this one"
                                    + " would grant")));
        }
        return problems;
    }

    private void addIfUnreachable(PermitCandidate<?> candidate, List<PermitProblem> problems) {
        unselected(candidate).forEach(message -> problems.add(new PermitProblem(Type.UNREACHABLE, message)));
        for (String requester : candidate.requesters()) {
            ClientState state = clients.state(requester);
            String obstacle = state == ClientState.PUBLIC
                    ? "is public, so that permits do not apply to it"
                    : state == ClientState.CONFIDENTIAL ? clients.obstacle(requester, candidate.kind()) : null;
            if (obstacle != null) {
                problems.add(
                        new PermitProblem(Type.UNREACHABLE, "requesters: the client '" + requester + "' " + obstacle));
            }
        }
    }

    /** Returns why no client policy selects the permit; nothing if one may. */
    private static Stream<String> unselected(PermitCandidate<?> candidate) {
        if (candidate.policies().isEmpty()) {
            return Stream.of("no client policy has the profile");
        }
        if (candidate.policies().stream().anyMatch(candidate::isSelectedBy)) {
            return Stream.empty();
        }
        return candidate.policies().stream()
                .map(policy -> policy.enabled()
                        ? "the conditions of the policy '" + policy.policy() + "' select no client for the grant type "
                                + candidate.kind().grantType()
                        : "the policy '" + policy.policy() + "' is disabled");
    }

    private boolean grantsAnything(PermitCandidate<?> candidate) {
        return candidate.permit() != null
                && candidate.position() < Integer.MAX_VALUE
                && candidate.parsed().clients().values().stream()
                        .flatMap(Set::stream)
                        .noneMatch(id -> clients.state(id) == ClientState.MISSING);
    }
}
