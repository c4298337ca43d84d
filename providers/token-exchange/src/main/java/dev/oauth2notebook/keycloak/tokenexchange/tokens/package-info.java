/**
 * What tokens say: reading and writing the claims that an exchange depends on.
 *
 * <p>Called by every stage. Must not know requests, permits and responses.
 */
package dev.oauth2notebook.keycloak.tokenexchange.tokens;
