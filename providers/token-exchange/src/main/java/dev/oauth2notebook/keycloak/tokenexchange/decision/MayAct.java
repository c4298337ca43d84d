package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.List;
import java.util.Objects;

/**
 * The parties that may act for the subject of a token, according to the token's {@code may_act} claim (RFC 8693 §4.4).
 * The claim is an object that identifies one party; several parties are an array of such objects, an extension.
 *
 * @param parties the parties, in order; if empty, nobody may act
 */
public record MayAct(List<Party> parties) {

    /**
     * One party. A party with members other than these, or without any, is represented by an instance whose components
     * are both {@code null}; it matches nobody.
     *
     * @param clientId client id of the party; {@code null} if the claim does not have it
     * @param sub {@code sub} of the party; {@code null} if the claim does not have it
     */
    public record Party(String clientId, String sub) {

        /** Every member must match, because only their combination identifies the party (RFC 8693 §4.4). */
        private boolean is(String clientId, String sub) {
            if (this.clientId == null && this.sub == null) {
                return false;
            }
            return (this.clientId == null || Objects.equals(this.clientId, clientId))
                    && (this.sub == null || Objects.equals(this.sub, sub));
        }
    }

    /** @throws NullPointerException if the list or an element is {@code null} */
    public MayAct {
        parties = List.copyOf(parties);
    }

    /** Creates the value for a single party. */
    public MayAct(String clientId, String sub) {
        this(List.of(new Party(clientId, sub)));
    }

    /**
     * Returns whether the claim names a party.
     *
     * @param clientId client id of the party
     * @param sub {@code sub} of the party; {@code null} if it has none
     */
    public boolean names(String clientId, String sub) {
        return parties.stream().anyMatch(party -> party.is(clientId, sub));
    }
}
