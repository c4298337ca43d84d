package dev.oauth2notebook.keycloak.tokenexchange.map;

import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedExchange;
import java.util.List;

/**
 * How often a permit was used in the recorded period.
 *
 * @param count number of exchanges
 * @param lastUsed time of the last one, in milliseconds since the epoch; {@code null} if there was none
 */
public record PermitUsage(int count, Long lastUsed) {

    /** Counts exchanges, of which the newest is first. */
    static PermitUsage of(List<RecordedExchange> exchanges) {
        return new PermitUsage(
                exchanges.size(), exchanges.isEmpty() ? null : exchanges.get(0).time());
    }
}
