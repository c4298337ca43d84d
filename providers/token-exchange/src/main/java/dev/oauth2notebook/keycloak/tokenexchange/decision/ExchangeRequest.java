package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A token-exchange request (RFC 8693 §2.1) of an authenticated client, whose tokens have been validated.
 *
 * @param requester client id of the client that sent the request
 * @param requesterSub {@code sub} of the requester's own service account; {@code null} if it has none
 * @param subject the subject token
 * @param actor the actor token; {@code null} if the request has none
 * @param audiences values of {@code audience}, in order
 * @param resources client ids for which the values of {@code resource} (RFC 8707 §2) stand, in order; a
 *     value that no permit allows if it stands for no client
 * @param requestedScopes values of {@code scope}; {@code null} if the parameter is absent or empty (RFC 6749 §3.2)
 * @param assignedScopes scopes that are assigned to the requester
 * @param tokenType the {@code requested_token_type}
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

    /**
     * Copies the collections.
     *
     * @throws NullPointerException if an argument that is not documented as nullable is {@code null}
     */
    public ExchangeRequest {
        requireNonNull(requester, "requester");
        requireNonNull(subject, "subject");
        audiences = List.copyOf(audiences);
        resources = List.copyOf(resources);
        requestedScopes = requestedScopes == null ? null : OrderedSets.copyOf(requestedScopes, "requestedScopes");
        assignedScopes = OrderedSets.copyOf(assignedScopes, "assignedScopes");
        requireNonNull(tokenType, "tokenType");
    }

    /** Returns this request with the client ids for which its resources stand. */
    public ExchangeRequest withResources(List<String> clientIds) {
        return new ExchangeRequest(
                requester,
                requesterSub,
                subject,
                actor,
                audiences,
                clientIds,
                requestedScopes,
                assignedScopes,
                tokenType);
    }

    /** Returns the requested targets without duplicates, audiences before resources (RFC 8693 §2.1). */
    Set<String> targets() {
        Set<String> targets = new LinkedHashSet<>(audiences);
        targets.addAll(resources);
        return targets;
    }
}
