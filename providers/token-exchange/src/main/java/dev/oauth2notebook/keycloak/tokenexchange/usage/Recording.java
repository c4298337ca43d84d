package dev.oauth2notebook.keycloak.tokenexchange.usage;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * The recorded exchanges of a period, newest first.
 *
 * @param saved whether the realm saves TOKEN_EXCHANGE events now
 * @param from start of the period, in milliseconds since the epoch; {@code null} if the realm saves no events and has
 *     none
 * @param complete whether all saved exchanges of the period were read; if not, only the newest were
 * @param exchanges the exchanges
 */
public record Recording(
        boolean saved,
        Long from,
        boolean complete,
        @JsonIgnore List<RecordedExchange> exchanges) {

    /** Returns the number of exchanges that were read. */
    public int getExchangeCount() {
        return exchanges.size();
    }
}
