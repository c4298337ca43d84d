package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import static dev.oauth2notebook.keycloak.tokenexchange.simulation.Step.quote;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorRule;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** For each check that a request fails, the change of the request after which it passes that check. */
final class RequestSteps {

    private RequestSteps() {}

    /** Returns the change; empty if no change of the request makes it pass this check. */
    static Optional<Step<ExchangeAttempt>> after(PolicyCheck failed, ExchangeAttempt attempt) {
        return switch (failed) {
            case TOKEN_TYPE, REFRESH_TOKEN_WITH_ACTOR, REFRESH_TOKEN_FOR_DELEGATED_SUBJECT -> otherType(attempt);
            case TARGET_MISSING -> audience(attempt, Set.of());
            case AUDIENCE -> audience(attempt, Set.copyOf(attempt.request().audiences()));
            case RESOURCE -> withoutResources(attempt);
            case PATH_SCOPE, OFFLINE_ACCESS, SCOPE_NOT_IN_SUBJECT_TOKEN, SCOPE_NOT_ASSIGNED, SCOPE_NOT_PERMITTED ->
                fewerScopes(attempt);
            case ACTOR_FORBIDDEN,
                    ACTOR_CLIENT,
                    ACTOR_NOT_FOR_REQUESTER,
                    ACTOR_DELEGATED,
                    ACTOR_IS_SUBJECT,
                    IMPERSONATION_OF_DELEGATED_SUBJECT,
                    CYCLE,
                    CHAIN_CLIENT,
                    DEPTH -> withoutActor(attempt);
            case LIFETIME ->
                Optional.of(new Step<>(
                        Change.ofRequest("subject_token", "send a `subject_token` that has not expired"),
                        attempt.withRequest(
                                new ChangedRequest(attempt.request()).subjectExpiresAt(attempt.now() + 1))));
            default -> Optional.empty();
        };
    }

    private static Optional<Step<ExchangeAttempt>> otherType(ExchangeAttempt attempt) {
        return attempt.permit().requestedTokenTypes().stream()
                .filter(type -> type != TokenType.REFRESH_TOKEN)
                .findFirst()
                .map(type -> new Step<>(
                        Change.ofRequest(
                                "requested_token_type", "send the `requested_token_type` `" + type.urn() + "` instead"),
                        attempt.withRequest(new ChangedRequest(attempt.request()).type(type))));
    }

    /** Leaves out the audiences that the permit does not allow; if none remains, uses one that it allows. */
    private static Optional<Step<ExchangeAttempt>> audience(ExchangeAttempt attempt, Set<String> requested) {
        Set<String> permitted = attempt.permit().audiences();
        List<String> kept = requested.stream().filter(permitted::contains).toList();
        String first = permitted.iterator().next();
        Change change = kept.isEmpty()
                ? Change.ofRequest("audience", "send the `audience` `" + first + "`")
                : Change.ofRequest(
                        "audience",
                        "send no `audience` "
                                + quote(requested.stream()
                                        .filter(audience -> !permitted.contains(audience))
                                        .toList()));
        return Optional.of(new Step<>(
                change,
                attempt.withRequest(
                        new ChangedRequest(attempt.request()).audiences(kept.isEmpty() ? List.of(first) : kept))));
    }

    private static Optional<Step<ExchangeAttempt>> withoutResources(ExchangeAttempt attempt) {
        List<String> kept = attempt.request().resources().stream()
                .filter(attempt.permit().audiences()::contains)
                .toList();
        List<String> dropped = attempt.request().resources().stream()
                .filter(resource -> !kept.contains(resource))
                .toList();
        return Optional.of(new Step<>(
                Change.ofRequest(
                        "resource",
                        "send no `resource` " + quote(attempt.resources().sentFor(dropped))),
                attempt.withRequest(new ChangedRequest(attempt.request()).resources(kept))));
    }

    /** Never leaves out all scopes, because then all permitted ones would be granted. */
    private static Optional<Step<ExchangeAttempt>> fewerScopes(ExchangeAttempt attempt) {
        Set<String> requested = attempt.request().requestedScopes();
        Set<String> kept = grantable(requested, attempt);
        if (!kept.isEmpty()) {
            Set<String> dropped = new LinkedHashSet<>(requested);
            dropped.removeAll(kept);
            return scopes(attempt, kept, "request without the scope " + quote(dropped));
        }
        Set<String> possible = grantable(attempt.request().subject().scopes(), attempt);
        return possible.isEmpty()
                ? Optional.empty()
                : scopes(attempt, possible, "request only scopes among " + quote(possible));
    }

    private static Optional<Step<ExchangeAttempt>> scopes(ExchangeAttempt attempt, Set<String> scopes, String text) {
        return Optional.of(new Step<>(
                Change.ofRequest("scope", text),
                attempt.withRequest(new ChangedRequest(attempt.request()).scopes(scopes))));
    }

    /** Returns the scopes that pass all checks of scopes if each is requested alone. */
    private static Set<String> grantable(Set<String> scopes, ExchangeAttempt attempt) {
        Set<String> grantable = new LinkedHashSet<>();
        for (String scope : scopes) {
            Optional<PolicyCheck> failed = attempt.withRequest(
                            new ChangedRequest(attempt.request()).scopes(Set.of(scope)))
                    .failedCheck();
            if (failed.isEmpty() || failed.get().compareTo(PolicyCheck.SCOPE_NOT_PERMITTED) > 0) {
                grantable.add(scope);
            }
        }
        return grantable;
    }

    private static Optional<Step<ExchangeAttempt>> withoutActor(ExchangeAttempt attempt) {
        return attempt.request().actor() == null || attempt.permit().actor() == ActorRule.REQUIRED
                ? Optional.empty()
                : Optional.of(new Step<>(
                        Change.ofRequest("actor_token", "send no `actor_token`"),
                        attempt.withRequest(new ChangedRequest(attempt.request()).withoutActor())));
    }
}
