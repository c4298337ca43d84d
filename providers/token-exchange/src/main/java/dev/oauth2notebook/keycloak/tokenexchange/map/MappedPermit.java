package dev.oauth2notebook.keycloak.tokenexchange.map;

import java.util.List;
import java.util.Map;

/**
 * One permit of the map.
 *
 * @param permit name of the permit, which is that of its client profile
 * @param executor id of the client-policy executor, which tells the kind of the permit
 * @param settings the effective value of every key, or the configured values if the configuration is invalid
 * @param policies the client policies with the profile, whether or not they are enabled
 * @param problems what an administrator should look at; empty if nothing
 * @param usage how often it was used; {@code null} if the realm has no events of its use and saves none
 */
public record MappedPermit(
        String permit,
        String executor,
        Map<String, ?> settings,
        List<SelectingPolicy> policies,
        List<PermitProblem> problems,
        PermitUsage usage) {

    /** Returns whether the permit does not work as it is, as opposed to not being used. */
    public boolean hasDefect() {
        return problems.stream().anyMatch(problem -> problem.type().isDefect());
    }
}
