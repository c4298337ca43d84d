package dev.oauth2notebook.keycloak.tokenexchange.permits;

import java.util.Set;

/**
 * For whom and for what a permit may grant anything.
 *
 * @param requesters ids of the only clients that may use it; empty: any client
 * @param audiences the audiences that it permits
 */
record PermitScope(Set<String> requesters, Set<String> audiences) {

    /** That of an invalid permit, which grants nothing, but is logged whoever sends a request. */
    static final PermitScope INVALID = new PermitScope(Set.of(), Set.of());
}
