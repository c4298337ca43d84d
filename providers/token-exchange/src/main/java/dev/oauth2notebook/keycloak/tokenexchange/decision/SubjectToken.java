package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * The claims of a validated {@code subject_token} (RFC 8693 §2.1) that the policy evaluates.
 *
 * @param sub user id of the subject
 * @param client the client that the token was issued to, its {@code azp}
 * @param scopes the token's scopes
 * @param roles the token's roles; a client role as {@code client.role}
 * @param act the token's chain of actors (RFC 8693 §4.1); {@code null} if it has none
 * @param mayAct the party that may act for the subject (RFC 8693 §4.4); {@code null} if the token has no such claim
 * @param expiresAt when the token expires, seconds since the epoch
 */
public record SubjectToken(
        String sub, String client, Set<String> scopes, Set<String> roles, Actor act, MayAct mayAct, long expiresAt) {

    /** @throws NullPointerException if {@code sub}, {@code client}, {@code scopes} or {@code roles} is {@code null} */
    public SubjectToken {
        requireNonNull(sub, "sub");
        requireNonNull(client, "client");
        scopes = OrderedSets.copyOf(scopes, "scopes");
        roles = OrderedSets.copyOf(roles, "roles");
    }

    /** Returns the number of links in the token's {@code act} chain, 0 if it has none. */
    public int depth() {
        return act == null ? 0 : act.depth();
    }
}
