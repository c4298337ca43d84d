/**
 * The native library: whether it can be used, and the keys that it signs with.
 *
 * <p>Called by {@code overrides}. Must not know tokens.
 */
package dev.oauth2notebook.keycloak.signatures;
