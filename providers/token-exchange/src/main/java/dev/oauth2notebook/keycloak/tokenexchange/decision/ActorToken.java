package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * What the policy reads of the {@code actor_token} (RFC 8693 §2.1), which has been validated before.
 *
 * @param sub who acts
 * @param client the client that the token was issued to, its {@code azp}
 * @param issuer the token's {@code iss}
 * @param audience the token's {@code aud}
 * @param delegated whether somebody acts for the actor, that is, whether the token has an {@code act} of its own
 */
public record ActorToken(String sub, String client, String issuer, Set<String> audience, boolean delegated) {

    /** Checks and copies the arguments. */
    public ActorToken {
        requireNonNull(sub, "sub");
        requireNonNull(client, "client");
        requireNonNull(issuer, "issuer");
        audience = OrderedSets.copyOf(audience, "audience");
    }
}
