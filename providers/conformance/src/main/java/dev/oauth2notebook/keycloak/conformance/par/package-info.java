/**
 * Pushed authorization requests (RFC 9126): finding a login that the browser loads again.
 *
 * <p>Called by {@code overrides}. Must not know tokens.
 */
package dev.oauth2notebook.keycloak.conformance.par;
