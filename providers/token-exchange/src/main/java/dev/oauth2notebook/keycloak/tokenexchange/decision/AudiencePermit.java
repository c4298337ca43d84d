package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * A permit for client credentials (RFC 6749 §4.4): for which audiences a client may request a token for itself. The
 * components correspond to the configuration keys of the client-policy executor {@code client-credentials-permit}.
 *
 * @param name name of the permit in events
 * @param requesters ids of the clients that may use the permit; empty: any client
 * @param audiences client ids that may be requested as audience; at least one
 * @param scopes scopes that the token may have; empty: those that the client gets without a target
 * @param maxLifetime maximum lifetime of the token in seconds, at least 1
 */
public record AudiencePermit(
        String name, Set<String> requesters, Set<String> audiences, Set<String> scopes, long maxLifetime) {

    /** Default of {@link #maxLifetime}, in seconds. */
    public static final long DEFAULT_MAX_LIFETIME = Permit.DEFAULT_MAX_LIFETIME;

    /**
     * Copies the collections.
     *
     * @throws NullPointerException if an argument is {@code null}
     * @throws IllegalArgumentException if there is no audience, or the lifetime is less than 1
     */
    public AudiencePermit {
        requireNonNull(name, "name");
        requesters = OrderedSets.copyOf(requesters, "requesters");
        audiences = OrderedSets.copyOfNonEmpty(audiences, "audiences");
        scopes = OrderedSets.copyOf(scopes, "scopes");
        if (maxLifetime < 1) {
            throw new IllegalArgumentException("maxLifetime is " + maxLifetime + ", less than 1");
        }
    }

    /** Returns whether a client may use this permit. */
    boolean appliesTo(String requester) {
        return requesters.isEmpty() || requesters.contains(requester);
    }
}
