package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorSemantics;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.Change.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** For each check that a request fails, the change of the permit after which it passes that check. */
final class PermitSteps {

    private PermitSteps() {}

    /** Returns the change; empty if no change of the permit makes the request pass this check. */
    static Optional<Step<ExchangeAttempt>> after(PolicyCheck failed, ExchangeAttempt attempt) {
        ExchangeRequest request = attempt.request();
        return switch (failed) {
            case NO_PERMIT -> Step.add(attempt, "requesters", Set.of(request.requester()));
            case SUBJECT_CLIENT ->
                Step.add(attempt, "subject-clients", Set.of(request.subject().client()));
            case TOKEN_TYPE ->
                Step.add(
                        attempt,
                        "requested-token-types",
                        Set.of(request.tokenType().configName()));
            case TARGET_MISSING -> Step.set(attempt, "require-audience", false);
            case AUDIENCE -> Step.add(attempt, "audiences", request.audiences());
            case RESOURCE ->
                ResolvedResources.areKnown(request.resources())
                        ? Step.add(attempt, "audiences", request.resources())
                        : Optional.empty();
            case SCOPE_NOT_ASSIGNED -> assignScopes(attempt);
            case SCOPE_NOT_PERMITTED -> Step.add(attempt, "scopes", request.requestedScopes());
            case ACTOR_MISSING, ACTOR_FORBIDDEN -> Step.set(attempt, "actor", "optional");
            case ACTOR_CLIENT -> addActorClient(attempt);
            case MAY_ACT_MISSING -> Step.set(attempt, "require-may-act", false);
            case IMPERSONATION_OF_DELEGATED_SUBJECT ->
                Step.set(attempt, "acting", ActorSemantics.DELEGATION.configName());
            case CHAIN_CLIENT -> Step.add(attempt, "chain-clients", clientsInChain(attempt));
            case DEPTH -> Step.set(attempt, "max-depth", depth(attempt));
            default -> Optional.empty();
        };
    }

    /** Without actor clients, a permit accepts the requester as actor, which it must continue to do. */
    private static Optional<Step<ExchangeAttempt>> addActorClient(ExchangeAttempt attempt) {
        Set<String> clients = new LinkedHashSet<>();
        if (attempt.permit().actorClients().isEmpty()) {
            clients.add(attempt.request().requester());
        }
        clients.add(attempt.request().actor().client());
        return Step.add(attempt, "actor-clients", clients);
    }

    private static Optional<Step<ExchangeAttempt>> assignScopes(ExchangeAttempt attempt) {
        Set<String> missing = new LinkedHashSet<>(attempt.request().requestedScopes());
        missing.removeAll(attempt.request().assignedScopes());
        return Optional.of(new Step<>(
                new Change(
                        Target.REQUESTER,
                        "scope",
                        null,
                        "assign the client scope " + Step.quote(missing) + " to the client `"
                                + attempt.request().requester() + "`"),
                attempt.withRequest(new ChangedRequest(attempt.request()).assign(missing))));
    }

    private static int depth(ExchangeAttempt attempt) {
        return attempt.request().subject().depth() + (delegates(attempt) ? 1 : 0);
    }

    private static List<String> clientsInChain(ExchangeAttempt attempt) {
        List<String> clients = new ArrayList<>();
        if (delegates(attempt)) {
            clients.add(attempt.request().actor().client());
        }
        for (Actor link = attempt.request().subject().act(); link != null; link = link.previous()) {
            clients.add(link.clientId());
        }
        return clients;
    }

    private static boolean delegates(ExchangeAttempt attempt) {
        return attempt.request().actor() != null && attempt.permit().actorSemantics() == ActorSemantics.DELEGATION;
    }
}
