/**
 * Refreshing tokens: the policy is asked again for those that come of an exchange, and reused refresh tokens are
 * detected.
 *
 * <p>Called by {@code overrides}. Must not know how Keycloak issues.
 */
package dev.oauth2notebook.keycloak.tokenexchange.refresh;
