/**
 * Checks whether a token is still valid (its actors, its ancestors and their revocation), and whether other grants may
 * accept it.
 *
 * <p>Called by {@code refresh}, {@code introspection}, {@code overrides} and {@code simulation}, by Keycloak when it looks up revoked
 * tokens, and through {@link dev.oauth2notebook.keycloak.common.TokenCheck} wherever a module verifies an access token.
 * Must not depend on what an exchange issues.
 */
package dev.oauth2notebook.keycloak.tokenexchange.validity;
