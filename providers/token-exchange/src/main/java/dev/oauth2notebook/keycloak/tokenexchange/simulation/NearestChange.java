package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.PermitCheck;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Searches for the changes of permit and request after which the permit covers the request. Each result has been
 * verified: the policy grants the changed request under the changed permit.
 */
final class NearestChange {

    /** More than there are checks, so that a search that makes no progress ends. */
    private static final int MAX_STEPS = PolicyCheck.values().length;

    private NearestChange() {}

    /**
     * Returns up to two lists of changes, the shorter first: one prefers changes of the permit, the other changes of the
     * request.
     *
     * @return empty if no change is known that makes the request pass, or if it passes already
     */
    static List<List<Change>> find(ExchangeAttempt attempt) {
        return find(attempt, PermitSteps::after, RequestSteps::after);
    }

    /** Returns the changes for client credentials, as for an exchange. */
    static List<List<Change>> find(CredentialsAttempt attempt) {
        return find(attempt, CredentialsSteps::ofPermit, CredentialsSteps::ofRequest);
    }

    private static <C extends PermitCheck, A extends Attempt<C, A>> List<List<Change>> find(
            A attempt,
            BiFunction<C, A, Optional<Step<A>>> permitSteps,
            BiFunction<C, A, Optional<Step<A>>> requestSteps) {
        List<List<Change>> found = Stream.of(
                        search(attempt, permitSteps, requestSteps), search(attempt, requestSteps, permitSteps))
                .flatMap(Optional::stream)
                .filter(changes -> !changes.isEmpty())
                .sorted(Comparator.comparingInt(List::size))
                .toList();
        boolean isSecondSuperfluous = found.size() == 2 && found.get(1).containsAll(found.get(0));
        return isSecondSuperfluous ? found.subList(0, 1) : found;
    }

    private static <C extends PermitCheck, A extends Attempt<C, A>> Optional<List<Change>> search(
            A start, BiFunction<C, A, Optional<Step<A>>> preferred, BiFunction<C, A, Optional<Step<A>>> other) {
        List<Change> changes = new ArrayList<>();
        A attempt = start;
        for (int steps = 0; steps <= MAX_STEPS; steps++) {
            Optional<C> failed = attempt.failedCheck();
            if (failed.isEmpty()) {
                return Optional.of(changes);
            }
            A current = attempt;
            Optional<Step<A>> step =
                    preferred.apply(failed.get(), current).or(() -> other.apply(failed.get(), current));
            if (step.isEmpty()) {
                return Optional.empty();
            }
            changes.add(step.get().change());
            attempt = step.get().result();
        }
        return Optional.empty();
    }
}
