/**
 * Pushed authorization requests (RFC 9126): resuming a login whose page the browser reloads.
 *
 * <p>Called by {@code overrides}. Must not depend on tokens.
 */
package dev.oauth2notebook.keycloak.conformance.par;
