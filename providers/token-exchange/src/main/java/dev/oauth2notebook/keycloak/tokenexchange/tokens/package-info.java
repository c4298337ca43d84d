/**
 * Reads and writes the claims of tokens on which an exchange depends.
 *
 * <p>Any package of this module except {@code decision} may call it. Must not depend on requests, permits or responses.
 */
package dev.oauth2notebook.keycloak.tokenexchange.tokens;
