package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * The claims of a validated {@code actor_token} (RFC 8693 §2.1) that the policy evaluates.
 *
 * @param sub user id of the actor
 * @param client the client that the token was issued to, its {@code azp}
 * @param issuer the token's {@code iss}
 * @param audience the token's {@code aud}
 * @param delegated whether the token is itself delegated, that is, has an {@code act} claim
 */
public record ActorToken(String sub, String client, String issuer, Set<String> audience, boolean delegated) {

    /** @throws NullPointerException if an argument is {@code null} */
    public ActorToken {
        requireNonNull(sub, "sub");
        requireNonNull(client, "client");
        requireNonNull(issuer, "issuer");
        audience = OrderedSets.copyOf(audience, "audience");
    }
}
