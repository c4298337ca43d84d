/**
 * Introspection (RFC 7662): checks in addition to those of Keycloak.
 *
 * <p>Called by {@code overrides}. Must not depend on permits.
 */
package dev.oauth2notebook.keycloak.tokenexchange.introspection;
