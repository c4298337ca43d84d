/**
 * The decisions of the policy as pure functions of the permits, the request and the current time; the result is a grant
 * or a refusal. This package does not depend on Keycloak, HTTP or a clock; all times are in seconds. The entry points are
 * {@link dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangePolicy} for token exchange (RFC 8693) and
 * {@link dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsPolicy} for client credentials with a target; the
 * checks and their order are defined by {@link dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck} and
 * {@link dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsCheck}.
 *
 * <p>Called by the other packages of this module.
 */
package dev.oauth2notebook.keycloak.tokenexchange.decision;
