package dev.oauth2notebook.keycloak.tokenexchange.map;

import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedGrant;
import java.util.List;

/**
 * How often a permit was used in the recorded period.
 *
 * @param count number of tokens
 * @param lastUsed time of the last one, in milliseconds since the epoch; {@code null} if there was none
 */
public record PermitUsage(int count, Long lastUsed) {

    /** Counts grants, of which the newest is first. */
    static PermitUsage of(List<RecordedGrant> grants) {
        return new PermitUsage(
                grants.size(), grants.isEmpty() ? null : grants.get(0).time());
    }
}
