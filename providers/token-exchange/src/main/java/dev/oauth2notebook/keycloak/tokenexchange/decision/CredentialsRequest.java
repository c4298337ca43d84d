package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request for client credentials (RFC 6749 §4.4) that names a target.
 *
 * @param requester client id of the authenticated client
 * @param audiences values of {@code audience}, in order
 * @param resources client ids for which the values of {@code resource} (RFC 8707 §2) stand, in order; a
 *     value that no permit allows if it stands for no client
 * @param requestedScopes values of {@code scope}; empty if the parameter is absent (RFC 6749 §3.3)
 * @param scopes scopes of the token that the client would get without a target: its default scopes and those it requests
 */
public record CredentialsRequest(
        String requester,
        List<String> audiences,
        List<String> resources,
        Set<String> requestedScopes,
        Set<String> scopes) {

    /**
     * Copies the collections.
     *
     * @throws NullPointerException if an argument is {@code null}
     */
    public CredentialsRequest {
        requireNonNull(requester, "requester");
        audiences = List.copyOf(audiences);
        resources = List.copyOf(resources);
        requestedScopes = OrderedSets.copyOf(requestedScopes, "requestedScopes");
        scopes = OrderedSets.copyOf(scopes, "scopes");
    }

    /** Returns this request with the client ids for which its resources stand. */
    public CredentialsRequest withResources(List<String> clientIds) {
        return new CredentialsRequest(requester, audiences, clientIds, requestedScopes, scopes);
    }

    /** Returns the resource if the request has no other target. */
    public Optional<String> onlyResource() {
        return audiences.isEmpty() && Set.copyOf(resources).size() == 1
                ? Optional.of(resources.get(0))
                : Optional.empty();
    }

    /** Returns the requested targets without duplicates, audiences before resources. */
    public Set<String> targets() {
        Set<String> targets = new LinkedHashSet<>(audiences);
        targets.addAll(resources);
        return targets;
    }
}
