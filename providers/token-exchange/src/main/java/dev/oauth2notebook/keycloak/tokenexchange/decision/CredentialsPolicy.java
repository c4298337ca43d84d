package dev.oauth2notebook.keycloak.tokenexchange.decision;

import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsDecision.CredentialsGrant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The policy for client credentials with a target: a request that no permit covers is refused. */
public final class CredentialsPolicy {

    private CredentialsPolicy() {}

    /**
     * Decides on a request. Permits for other requesters are ignored. One permit must cover the whole request, and the
     * first one that does is used. If none does, the refusal is that of the permit that came closest, see
     * {@link Refusal#of}.
     *
     * @param permits permits in the order in which they are tried
     * @param request the request
     * @return a {@link CredentialsGrant} or a {@link Refusal}; always a refusal if the request has no target
     */
    public static CredentialsDecision decide(List<AudiencePermit> permits, CredentialsRequest request) {
        if (request.targets().isEmpty()) {
            return new Refusal(CredentialsCheck.NO_PERMIT);
        }
        Optional<CredentialsDecision> granted = permits.stream()
                .filter(permit -> firstFailedCheck(permit, request).isEmpty())
                .findFirst()
                .map(permit -> new CredentialsGrant(
                        permit.name(), request.targets(), scopes(permit, request), permit.maxLifetime()));
        return granted.orElseGet(() -> Refusal.of(CredentialsCheck.NO_PERMIT, explain(permits, request)));
    }

    /** Returns all permits that apply to the requester in their order, and whether each covers the request. */
    public static List<ConsideredPermit> explain(List<AudiencePermit> permits, CredentialsRequest request) {
        return permits.stream()
                .filter(permit -> permit.appliesTo(request.requester()))
                .map(permit -> new ConsideredPermit(
                        permit.name(), firstFailedCheck(permit, request).orElse(null)))
                .toList();
    }

    /** Returns the first check that a request fails with a permit; empty if the permit covers it. */
    public static Optional<CredentialsCheck> firstFailedCheck(AudiencePermit permit, CredentialsRequest request) {
        return permit.appliesTo(request.requester())
                ? CredentialsCheck.firstFailed(permit, request)
                : Optional.of(CredentialsCheck.NO_PERMIT);
    }

    private static Set<String> scopes(AudiencePermit permit, CredentialsRequest request) {
        Set<String> scopes = new LinkedHashSet<>(request.scopes());
        if (!permit.scopes().isEmpty()) {
            scopes.retainAll(permit.scopes());
        }
        return scopes;
    }
}
