package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A token-exchange request (RFC 8693 §2.1) of an authenticated client, its tokens validated.
 *
 * @param requester id of the client that asks
 * @param requesterSub {@code sub} of the requester's own service account; {@code null} if it has none
 * @param subject the subject token
 * @param actor the actor token; {@code null} if the request has none
 * @param audiences values of {@code audience}, in order
 * @param resources values of {@code resource} (RFC 8707 §2), in order
 * @param requestedScopes values of {@code scope}; {@code null} if the parameter is absent or empty (RFC 6749 §3.2)
 * @param assignedScopes scopes that the requester is assigned
 * @param tokenType what is asked for as {@code requested_token_type}
 */
public record ExchangeRequest(
        String requester,
        String requesterSub,
        SubjectToken subject,
        ActorToken actor,
        List<String> audiences,
        List<String> resources,
        Set<String> requestedScopes,
        Set<String> assignedScopes,
        TokenType tokenType) {

    /** Checks and copies the arguments. */
    public ExchangeRequest {
        requireNonNull(requester, "requester");
        requireNonNull(subject, "subject");
        audiences = List.copyOf(audiences);
        resources = List.copyOf(resources);
        requestedScopes = requestedScopes == null ? null : OrderedSets.copyOf(requestedScopes, "requestedScopes");
        assignedScopes = OrderedSets.copyOf(assignedScopes, "assignedScopes");
        requireNonNull(tokenType, "tokenType");
    }

    /** Returns the targets that are asked for, audiences before resources (RFC 8693 §2.1), each once. */
    Set<String> targets() {
        Set<String> targets = new LinkedHashSet<>(audiences);
        targets.addAll(resources);
        return targets;
    }
}
