package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsCheck;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsRequest;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** For each check that a request for client credentials fails, the change after which it passes that check. */
final class CredentialsSteps {

    private CredentialsSteps() {}

    /** Returns the change of the permit; empty if no change of the permit makes the request pass this check. */
    static Optional<Step<CredentialsAttempt>> ofPermit(CredentialsCheck failed, CredentialsAttempt attempt) {
        CredentialsRequest request = attempt.request();
        return switch (failed) {
            case NO_PERMIT -> Step.add(attempt, "requesters", Set.of(request.requester()));
            case AUDIENCE -> Step.add(attempt, "audiences", request.audiences());
            case RESOURCE ->
                ResolvedResources.areKnown(request.resources())
                        ? Step.add(attempt, "audiences", request.resources())
                        : Optional.empty();
            case SCOPE_NOT_PERMITTED -> Step.add(attempt, "scopes", request.requestedScopes());
        };
    }

    /** Returns the change of the request; empty if no change of the request makes it pass this check. */
    static Optional<Step<CredentialsAttempt>> ofRequest(CredentialsCheck failed, CredentialsAttempt attempt) {
        return switch (failed) {
            case NO_PERMIT -> Optional.empty();
            case AUDIENCE -> otherAudiences(attempt);
            case RESOURCE -> withoutResources(attempt);
            case SCOPE_NOT_PERMITTED -> fewerScopes(attempt);
        };
    }

    /** Leaves out the audiences that the permit does not allow; if none remains, uses one that it allows. */
    private static Optional<Step<CredentialsAttempt>> otherAudiences(CredentialsAttempt attempt) {
        CredentialsRequest request = attempt.request();
        List<String> kept = permitted(request.audiences(), attempt);
        if (kept.isEmpty() && request.resources().isEmpty()) {
            String first = attempt.permit().audiences().iterator().next();
            return audiences(attempt, List.of(first), "send the `audience` `" + first + "`");
        }
        return audiences(attempt, kept, "send no `audience` " + Step.quote(without(request.audiences(), kept)));
    }

    private static Optional<Step<CredentialsAttempt>> withoutResources(CredentialsAttempt attempt) {
        CredentialsRequest request = attempt.request();
        List<String> kept = permitted(request.resources(), attempt);
        CredentialsRequest changed = request.withResources(kept);
        String text =
                "send no `resource` " + Step.quote(attempt.resources().sentFor(without(request.resources(), kept)));
        if (!changed.targets().isEmpty()) {
            return Step.ofRequest("resource", text, attempt.withRequest(changed));
        }
        String first = attempt.permit().audiences().iterator().next();
        return Step.ofRequest(
                "resource",
                text + ", but the `audience` `" + first + "`",
                attempt.withRequest(withAudiences(changed, List.of(first))));
    }

    private static Optional<Step<CredentialsAttempt>> fewerScopes(CredentialsAttempt attempt) {
        CredentialsRequest request = attempt.request();
        Set<String> kept = new LinkedHashSet<>(request.requestedScopes());
        kept.retainAll(attempt.permit().scopes());
        Set<String> dropped = without(request.requestedScopes(), kept);
        return Step.ofRequest(
                "scope",
                "request without the scope " + Step.quote(dropped),
                attempt.withRequest(new CredentialsRequest(
                        request.requester(),
                        request.audiences(),
                        request.resources(),
                        kept,
                        without(request.scopes(), dropped))));
    }

    private static Optional<Step<CredentialsAttempt>> audiences(
            CredentialsAttempt attempt, List<String> audiences, String text) {
        return Step.ofRequest("audience", text, attempt.withRequest(withAudiences(attempt.request(), audiences)));
    }

    private static CredentialsRequest withAudiences(CredentialsRequest request, List<String> audiences) {
        return new CredentialsRequest(
                request.requester(), audiences, request.resources(), request.requestedScopes(), request.scopes());
    }

    private static List<String> permitted(List<String> targets, CredentialsAttempt attempt) {
        return targets.stream().filter(attempt.permit().audiences()::contains).toList();
    }

    private static Set<String> without(Collection<String> all, Collection<String> kept) {
        Set<String> rest = new LinkedHashSet<>(all);
        rest.removeAll(kept);
        return rest;
    }
}
