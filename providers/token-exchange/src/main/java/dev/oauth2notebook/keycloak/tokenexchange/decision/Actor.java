package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

/**
 * One link of an {@code act} chain (RFC 8693 §4.1): an actor, and the actor before it.
 *
 * @param sub the actor's {@code sub}
 * @param clientId the client that the actor's token was issued to
 * @param iss the issuer of the actor's token
 * @param previous the actor before this one, nested in the claim; {@code null} if this one is the first
 */
public record Actor(String sub, String clientId, String iss, Actor previous) {

    /** @throws NullPointerException if any argument except {@code previous} is {@code null} */
    public Actor {
        requireNonNull(sub, "sub");
        requireNonNull(clientId, "clientId");
        requireNonNull(iss, "iss");
    }

    /** Returns the number of links of the chain that starts here, at least 1. */
    public int depth() {
        int depth = 0;
        for (Actor link = this; link != null; link = link.previous) {
            depth++;
        }
        return depth;
    }
}
