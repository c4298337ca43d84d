/**
 * Whether a token is still valid: its actors, the tokens that it was exchanged from, their revocation; and whether
 * other grants may accept it.
 *
 * <p>Called by {@code request}, {@code refresh}, {@code introspection}, {@code overrides}, and by Keycloak whenever it
 * asks for revoked tokens. Must not know what an exchange would issue.
 */
package dev.oauth2notebook.keycloak.tokenexchange.validity;
