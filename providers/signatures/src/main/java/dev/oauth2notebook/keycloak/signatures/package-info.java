/**
 * The native cryptographic library, its keys and its algorithms.
 *
 * <p>Called by {@code overrides}. Must not depend on tokens.
 */
package dev.oauth2notebook.keycloak.signatures;
