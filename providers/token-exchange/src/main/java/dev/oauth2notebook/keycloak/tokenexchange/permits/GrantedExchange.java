package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.IssuanceLimits;

/**
 * An exchange that the policy grants.
 *
 * @param request the request
 * @param grant the decision
 * @param limits the limits of the tokens, which take other client policies into account
 * @see RealmPolicy#grant
 */
public record GrantedExchange(ExchangeRequest request, Grant grant, IssuanceLimits limits) {}
