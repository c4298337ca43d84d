/**
 * Reads and writes the claims of tokens on which an exchange depends.
 *
 * <p>Called by every stage. Must not depend on requests, permits or responses.
 */
package dev.oauth2notebook.keycloak.tokenexchange.tokens;
