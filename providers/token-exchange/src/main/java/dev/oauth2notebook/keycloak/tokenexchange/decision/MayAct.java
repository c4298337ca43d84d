package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Objects;

/**
 * The party that may act for the subject of a token, according to the token's {@code may_act} claim (RFC 8693 §4.4). A
 * claim with members other than these, or without any, is represented by an instance whose components are all
 * {@code null}; it matches nobody.
 *
 * @param clientId client id of the party; {@code null} if the claim does not have it
 * @param sub {@code sub} of the party; {@code null} if the claim does not have it
 */
public record MayAct(String clientId, String sub) {

    /**
     * Returns whether the claim names a party. Every member that the claim has must match, because only their
     * combination identifies the party (RFC 8693 §4.4).
     *
     * @param clientId client id of the party
     * @param sub {@code sub} of the party; {@code null} if it has none
     * @return {@code false} also if the claim matches nobody
     */
    public boolean names(String clientId, String sub) {
        if (this.clientId == null && this.sub == null) {
            return false;
        }
        return (this.clientId == null || Objects.equals(this.clientId, clientId))
                && (this.sub == null || Objects.equals(this.sub, sub));
    }
}
