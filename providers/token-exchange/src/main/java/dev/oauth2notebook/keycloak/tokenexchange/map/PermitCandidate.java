package dev.oauth2notebook.keycloak.tokenexchange.map;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.permits.ParsedPermit;
import java.util.List;

/**
 * A permit as it was read from the realm, before its problems are known.
 *
 * @param parsed the parsed configuration
 * @param policies the client policies with its profile
 */
record PermitCandidate(ParsedPermit parsed, List<SelectingPolicy> policies) {

    String name() {
        return parsed.name();
    }

    /** Returns the permit; {@code null} if its configuration is invalid. */
    Permit permit() {
        return parsed.permit();
    }

    /** Returns where the permit is first tried; the largest number if it never is. */
    int position() {
        return policies.stream()
                .filter(SelectingPolicy::canSelect)
                .mapToInt(SelectingPolicy::position)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** Returns whether wherever this permit is tried, another one was tried before. */
    boolean isTriedAfter(PermitCandidate other) {
        return policies.stream().filter(SelectingPolicy::canSelect).allMatch(own -> other.policies.stream()
                .anyMatch(earlier -> earlier.position() < own.position() && earlier.selectsWhatSelects(own)));
    }
}
