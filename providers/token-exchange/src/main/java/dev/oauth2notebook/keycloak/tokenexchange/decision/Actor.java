package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

/**
 * One link of an {@code act} chain (RFC 8693 §4.1): who acts, and for whom they took over.
 *
 * @param sub the actor's {@code sub}
 * @param clientId the client that the actor's token was issued to
 * @param iss who issued the actor's token
 * @param previous the actor before this one, nested in the claim; {@code null} if this one is the first
 */
public record Actor(String sub, String clientId, String iss, Actor previous) {

    /** Checks that the actor is named in full. */
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
