package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorSemantics;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedGrant;

/**
 * What the exchanges that a suggested permit covers have in common.
 *
 * @param requester client id of the requester
 * @param subjectClient client to which the subject tokens were issued
 * @param actorClient client to which the actor tokens were issued; {@code null} if there were none
 * @param acting how the actors acted; {@code null} if there were none
 * @param tokenType requested token type
 */
record ExchangeKind(
        String requester, String subjectClient, String actorClient, ActorSemantics acting, TokenType tokenType) {

    static ExchangeKind of(RecordedGrant exchange) {
        return new ExchangeKind(
                exchange.requester(),
                exchange.subjectClient(),
                exchange.actorClient(),
                exchange.acting(),
                exchange.tokenType());
    }

    ExchangeKind withoutType() {
        return new ExchangeKind(requester, subjectClient, actorClient, acting, null);
    }
}
