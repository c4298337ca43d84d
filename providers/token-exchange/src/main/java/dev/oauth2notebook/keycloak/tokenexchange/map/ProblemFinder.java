package dev.oauth2notebook.keycloak.tokenexchange.map;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PermitCoverage;
import dev.oauth2notebook.keycloak.tokenexchange.map.PermitProblem.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the problems of a permit that can be seen without recorded exchanges. */
final class ProblemFinder {

    private final List<PermitCandidate> granting;
    private final Function<String, ClientState> clients;

    /**
     * @param permits all permits of the realm
     * @param clients returns the state of a client by its client id
     */
    ProblemFinder(List<PermitCandidate> permits, Function<String, ClientState> clients) {
        this.clients = clients;
        this.granting = permits.stream().filter(this::grantsAnything).toList();
    }

    /** Returns the problems of one of the permits. */
    List<PermitProblem> find(PermitCandidate candidate) {
        List<PermitProblem> problems = new ArrayList<>();
        candidate.parsed().problems().forEach(message -> problems.add(new PermitProblem(Type.INVALID, message)));
        candidate
                .parsed()
                .clients()
                .forEach((key, ids) -> ids.forEach(id -> {
                    ClientState state = clients.apply(id);
                    if (state == ClientState.MISSING) {
                        problems.add(new PermitProblem(Type.DELETED_CLIENT, key + ": there is no client '" + id + "'"));
                    } else if (state == ClientState.DISABLED) {
                        problems.add(
                                new PermitProblem(Type.DISABLED_CLIENT, key + ": the client '" + id + "' is disabled"));
                    }
                }));
        addIfUnreachable(candidate, problems);
        if (grantsAnything(candidate)) {
            granting.stream()
                    .filter(other -> shadows(other, candidate))
                    .findFirst()
                    .ifPresent(other -> problems.add(new PermitProblem(
                            Type.SHADOWED,
                            "the permit '" + other.name() + "', which is tried before, grants everything that this one"
                                    + " would grant")));
        }
        return problems;
    }

    private void addIfUnreachable(PermitCandidate candidate, List<PermitProblem> problems) {
        unselected(candidate.policies()).forEach(message -> problems.add(new PermitProblem(Type.UNREACHABLE, message)));
        Permit permit = candidate.permit();
        Set<String> requesters = permit == null ? Set.of() : permit.requesters();
        for (String requester : requesters) {
            ClientState state = clients.apply(requester);
            if (state == ClientState.PUBLIC) {
                problems.add(unreachable(requester, "is public, so it cannot exchange tokens"));
            } else if (state == ClientState.WITHOUT_EXCHANGE) {
                problems.add(unreachable(requester, "does not have Standard token exchange switched on"));
            }
        }
    }

    /** Returns why no client policy selects the permit; nothing if one may. */
    private static Stream<String> unselected(List<SelectingPolicy> policies) {
        if (policies.isEmpty()) {
            return Stream.of("no client policy has the profile");
        }
        if (policies.stream().anyMatch(SelectingPolicy::canSelect)) {
            return Stream.empty();
        }
        return policies.stream()
                .map(policy -> policy.enabled()
                        ? "the conditions of the policy '" + policy.policy() + "' select no client at token exchange"
                        : "the policy '" + policy.policy() + "' is disabled");
    }

    private static PermitProblem unreachable(String requester, String reason) {
        return new PermitProblem(Type.UNREACHABLE, "requesters: the client '" + requester + "' " + reason);
    }

    private static boolean shadows(PermitCandidate other, PermitCandidate candidate) {
        return other != candidate
                && PermitCoverage.covers(other.permit(), candidate.permit())
                && candidate.isTriedAfter(other);
    }

    private boolean grantsAnything(PermitCandidate candidate) {
        return candidate.permit() != null
                && candidate.position() < Integer.MAX_VALUE
                && candidate.parsed().clients().values().stream()
                        .flatMap(Set::stream)
                        .noneMatch(id -> clients.apply(id) == ClientState.MISSING);
    }
}
