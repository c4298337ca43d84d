/**
 * Dynamic client registration (RFC 7591, RFC 7592): reading the metadata, checking the policies, translating refusals.
 *
 * <p>Called by {@code overrides}. Must not know how Keycloak stores clients.
 */
package dev.oauth2notebook.keycloak.conformance.registration;
