/**
 * Dynamic client registration (RFC 7591, RFC 7592): parsing client metadata, checking policies and
 * translating errors.
 *
 * <p>Called by {@code overrides}. Must not depend on how Keycloak stores clients.
 */
package dev.oauth2notebook.keycloak.conformance.registration;
