package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Objects;

/**
 * The party that a token names as permitted to act for its subject, its {@code may_act} (RFC 8693 §4.4). A claim that
 * says more than this type can hold, or nothing that it can hold, belongs here as one without members: it names nobody.
 *
 * @param clientId the client that may act; {@code null} if the claim does not say
 * @param sub the {@code sub} of the party that may act; {@code null} if the claim does not say
 */
public record MayAct(String clientId, String sub) {

    /**
     * Tells whether a party is the one named: every member of the claim that is present must match (RFC 8693 §4.4: the
     * members in combination identify the party).
     *
     * @param clientId client of the party
     * @param sub {@code sub} of the party; {@code null} if it has none
     * @return whether the claim names the party; {@code false} if it names nobody
     */
    public boolean names(String clientId, String sub) {
        if (this.clientId == null && this.sub == null) {
            return false;
        }
        return (this.clientId == null || Objects.equals(this.clientId, clientId))
                && (this.sub == null || Objects.equals(this.sub, sub));
    }
}
