/**
 * Reads and writes the claims of tokens on which an exchange depends.
 *
 * <p>Called by every other package of the module except {@code permits} and {@code decision}. Must not
 * depend on requests, permits or responses.
 */
package dev.oauth2notebook.keycloak.tokenexchange.tokens;
