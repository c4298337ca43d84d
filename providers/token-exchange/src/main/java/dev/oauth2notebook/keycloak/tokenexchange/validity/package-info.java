/**
 * Checks whether a token is still valid (its actors, its ancestors and their revocation), and whether other grants may
 * accept it.
 *
 * <p>Called by {@code request}, {@code refresh}, {@code introspection}, {@code overrides}, and by Keycloak when it
 * looks up revoked tokens. Must not depend on what an exchange issues.
 */
package dev.oauth2notebook.keycloak.tokenexchange.validity;
