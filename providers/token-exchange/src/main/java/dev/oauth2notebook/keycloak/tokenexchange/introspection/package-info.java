/**
 * Introspection (RFC 7662): the checks besides those of Keycloak.
 *
 * <p>Called by {@code overrides}. Must not know permits.
 */
package dev.oauth2notebook.keycloak.tokenexchange.introspection;
