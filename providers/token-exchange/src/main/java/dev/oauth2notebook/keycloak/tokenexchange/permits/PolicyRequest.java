package dev.oauth2notebook.keycloak.tokenexchange.permits;

import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.context.ServiceAccountTokenRequestContext;
import org.keycloak.services.clientpolicy.context.TokenExchangeRequestContext;

/**
 * What decides which permits may contribute to a request.
 *
 * @param event the event for which client policies are evaluated
 * @param requester client id of the client that requests a token; {@link #UNNAMED} if no permit names it, or none applies
 *     at the event
 */
record PolicyRequest(ClientPolicyEvent event, String requester) {

    /** Not the id of any client. */
    static final String UNNAMED = "";

    static PolicyRequest of(ClientPolicyContext context) {
        if (context instanceof TokenExchangeRequestContext exchange) {
            return new PolicyRequest(exchange.getEvent(), exchange.getClient().getClientId());
        }
        if (context instanceof ServiceAccountTokenRequestContext credentials) {
            return new PolicyRequest(
                    credentials.getEvent(),
                    credentials.getClientSession().getClient().getClientId());
        }
        return new PolicyRequest(context.getEvent(), UNNAMED);
    }
}
