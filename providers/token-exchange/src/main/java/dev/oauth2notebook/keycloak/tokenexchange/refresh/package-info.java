/**
 * Refreshing tokens: checks exchanges against the current policy, and detects reused refresh tokens.
 *
 * <p>Called by {@code overrides}. Must not depend on how Keycloak issues tokens.
 */
package dev.oauth2notebook.keycloak.tokenexchange.refresh;
