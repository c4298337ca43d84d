package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

/**
 * A permit that applies to the requester, and whether it covers the request.
 *
 * @param permit name of the permit
 * @param failed the first check that the request fails; {@code null} if the permit covers the request
 * @see ExchangePolicy#explain
 * @see CredentialsPolicy#explain
 * @see Decision.Refusal
 */
public record ConsideredPermit(String permit, PermitCheck failed) {

    /** @throws NullPointerException if {@code permit} is {@code null} */
    public ConsideredPermit {
        requireNonNull(permit, "permit");
    }

    /** Returns whether the permit covers the request. */
    public boolean covers() {
        return failed == null;
    }
}
