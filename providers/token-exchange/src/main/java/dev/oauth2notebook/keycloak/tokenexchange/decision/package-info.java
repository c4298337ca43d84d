/**
 * The decision of the token-exchange policy (RFC 8693) as a pure function of the permits, the request and the current
 * time; the result is a grant or a refusal. This package does not depend on Keycloak, HTTP or a clock; all times are in
 * seconds. The entry point is {@link dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangePolicy}; the checks and
 * their order are defined by {@link dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck}.
 *
 * <p>Called by the other packages of this module.
 */
package dev.oauth2notebook.keycloak.tokenexchange.decision;
