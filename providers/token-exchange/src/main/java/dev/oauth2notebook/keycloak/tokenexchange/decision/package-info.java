/**
 * The decision of the token-exchange policy (RFC 8693) as a pure function: permits, a request and the time go in, a
 * grant or a refusal comes out. Nothing here knows Keycloak, HTTP or a clock; all times are seconds. Start at {@link
 * dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangePolicy}; the checks and their order stand in {@link
 * dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck}.
 */
package dev.oauth2notebook.keycloak.tokenexchange.decision;
