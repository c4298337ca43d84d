package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorSemantics;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitSettings;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.Change.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** For each check that a request fails, the change of the permit after which it passes that check. */
final class PermitSteps {

    private PermitSteps() {}

    /** Returns the change; empty if no change of the permit makes the request pass this check. */
    static Optional<Step> after(PolicyCheck failed, Attempt attempt) {
        ExchangeRequest request = attempt.request();
        return switch (failed) {
            case NO_PERMIT -> add(attempt, "requesters", Set.of(request.requester()));
            case SUBJECT_CLIENT ->
                add(attempt, "subject-clients", Set.of(request.subject().client()));
            case TOKEN_TYPE ->
                add(attempt, "requested-token-types", Set.of(request.tokenType().configName()));
            case TARGET_MISSING -> set(attempt, "require-audience", false);
            case AUDIENCE -> add(attempt, "audiences", request.audiences());
            case RESOURCE -> add(attempt, "audiences", request.resources());
            case SCOPE_NOT_ASSIGNED -> assignScopes(attempt);
            case SCOPE_NOT_PERMITTED -> add(attempt, "scopes", request.requestedScopes());
            case ACTOR_MISSING, ACTOR_FORBIDDEN -> set(attempt, "actor", "optional");
            case ACTOR_CLIENT -> addActorClient(attempt);
            case MAY_ACT_MISSING -> set(attempt, "require-may-act", false);
            case IMPERSONATION_OF_DELEGATED_SUBJECT -> set(attempt, "acting", ActorSemantics.DELEGATION.configName());
            case CHAIN_CLIENT -> add(attempt, "chain-clients", clientsInChain(attempt));
            case DEPTH -> set(attempt, "max-depth", depth(attempt));
            default -> Optional.empty();
        };
    }

    /** Without actor clients, a permit accepts the requester as actor, which it must continue to do. */
    private static Optional<Step> addActorClient(Attempt attempt) {
        Set<String> clients = new LinkedHashSet<>();
        if (attempt.permit().actorClients().isEmpty()) {
            clients.add(attempt.request().requester());
        }
        clients.add(attempt.request().actor().client());
        return add(attempt, "actor-clients", clients);
    }

    private static Optional<Step> assignScopes(Attempt attempt) {
        Set<String> missing = new LinkedHashSet<>(attempt.request().requestedScopes());
        missing.removeAll(attempt.request().assignedScopes());
        return Optional.of(new Step(
                new Change(
                        Target.REQUESTER,
                        "scope",
                        null,
                        "assign the client scope " + quote(missing) + " to the client `"
                                + attempt.request().requester() + "`"),
                attempt.withRequest(new ChangedRequest(attempt.request()).assign(missing))));
    }

    private static int depth(Attempt attempt) {
        return attempt.request().subject().depth() + (delegates(attempt) ? 1 : 0);
    }

    private static List<String> clientsInChain(Attempt attempt) {
        List<String> clients = new ArrayList<>();
        if (delegates(attempt)) {
            clients.add(attempt.request().actor().client());
        }
        for (Actor link = attempt.request().subject().act(); link != null; link = link.previous()) {
            clients.add(link.clientId());
        }
        return clients;
    }

    private static boolean delegates(Attempt attempt) {
        return attempt.request().actor() != null && attempt.permit().actorSemantics() == ActorSemantics.DELEGATION;
    }

    private static Optional<Step> add(Attempt attempt, String key, Collection<String> values) {
        Permit permit = attempt.permit();
        Set<Object> all =
                new LinkedHashSet<>((Collection<?>) PermitSettings.of(permit).get(key));
        Set<String> missing = new LinkedHashSet<>(values);
        missing.removeAll(all);
        all.addAll(missing);
        return step(
                attempt,
                key,
                List.copyOf(all),
                "add " + quote(missing) + " to `" + key + "` of permit " + permit.name());
    }

    private static Optional<Step> set(Attempt attempt, String key, Object value) {
        return step(
                attempt,
                key,
                value,
                "set `" + key + "` of permit " + attempt.permit().name() + " to `" + value + "`");
    }

    private static Optional<Step> step(Attempt attempt, String key, Object value, String text) {
        return attempt.withPermit(key, value)
                .map(result -> new Step(new Change(Target.PERMIT, key, value, text), result));
    }

    static String quote(Collection<String> values) {
        return values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
    }
}
