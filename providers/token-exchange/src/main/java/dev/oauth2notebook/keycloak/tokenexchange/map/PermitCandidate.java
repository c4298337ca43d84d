package dev.oauth2notebook.keycloak.tokenexchange.map;

import dev.oauth2notebook.keycloak.tokenexchange.permits.ParsedPermit;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A permit as it was read from the realm, before its problems are known.
 *
 * @param <P> kind of the permit
 * @param kind the kind
 * @param parsed the parsed configuration
 * @param unknownScopes its scopes that do not exist
 * @param policies the client policies with its profile
 */
record PermitCandidate<P>(
        PermitKind<P> kind, ParsedPermit<P> parsed, List<String> unknownScopes, List<SelectingPolicy> policies) {

    String name() {
        return parsed.name();
    }

    /** Returns the permit; {@code null} if its configuration is invalid. */
    P permit() {
        return parsed.permit();
    }

    /** Returns the effective value of every key, or the configured clients if the configuration is invalid. */
    Map<String, ?> settings() {
        return permit() == null ? parsed.clients() : kind.settings(permit());
    }

    Collection<String> requesters() {
        return permit() == null ? List.of() : parsed.clients().get("requesters");
    }

    /** Returns where the permit is first tried; the largest number if it never is. */
    int position() {
        return policies.stream()
                .filter(this::isSelectedBy)
                .mapToInt(SelectingPolicy::position)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** Returns whether a policy can select clients for this permit. */
    boolean isSelectedBy(SelectingPolicy policy) {
        return policy.canSelect(kind.grantType());
    }

    /** Returns whether wherever this permit is tried, another one was tried before that grants as much. */
    @SuppressWarnings("unchecked") // Permits of the same kind have the same type.
    boolean isShadowedBy(PermitCandidate<?> other) {
        return other.kind == kind && kind.covers((P) other.permit(), permit()) && isTriedAfter(other);
    }

    private boolean isTriedAfter(PermitCandidate<?> other) {
        return policies.stream().filter(this::isSelectedBy).allMatch(own -> other.policies.stream()
                .anyMatch(earlier ->
                        earlier.position() < own.position() && earlier.selectsWhatSelects(own, kind.grantType())));
    }
}
