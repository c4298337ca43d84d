package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/** The result of evaluating a request for client credentials with a target: a grant or a refusal. */
public sealed interface CredentialsDecision permits CredentialsDecision.CredentialsGrant, Decision.Refusal {

    /**
     * The token is granted.
     *
     * @param permit name of the permit that covers the request
     * @param audiences the token's {@code aud}, in order; at least one
     * @param scopes the token's scopes, in order; may be empty
     * @param maxLifetime the token's maximum lifetime in seconds, at least 1
     */
    record CredentialsGrant(String permit, Set<String> audiences, Set<String> scopes, long maxLifetime)
            implements CredentialsDecision {

        /**
         * Copies the collections.
         *
         * @throws NullPointerException if an argument is {@code null}
         * @throws IllegalArgumentException if there is no audience
         */
        public CredentialsGrant {
            requireNonNull(permit, "permit");
            audiences = OrderedSets.copyOfNonEmpty(audiences, "audiences");
            scopes = OrderedSets.copyOf(scopes, "scopes");
        }
    }
}
