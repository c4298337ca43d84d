package dev.oauth2notebook.keycloak.tokenexchange.usage;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * The recorded grants of a period, newest first.
 *
 * @param saved whether the realm saves their events now
 * @param from start of the period, in milliseconds since the epoch; {@code null} if the realm saves no events and has
 *     none
 * @param complete whether all saved events of the period were read; if not, only the newest were
 * @param grants the grants
 */
public record Recording(
        boolean saved,
        Long from,
        boolean complete,
        @JsonIgnore List<RecordedGrant> grants) {

    /** Returns the number of grants that were read. */
    public int getCount() {
        return grants.size();
    }

    /** Returns whether something can be said about the use of permits. */
    public boolean isKnown() {
        return saved || !grants.isEmpty();
    }
}
