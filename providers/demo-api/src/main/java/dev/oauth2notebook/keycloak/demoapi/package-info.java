/**
 * The protected API: a resource server (RFC 6750, RFC 9449) and its metadata (RFC 9728).
 *
 * <p>Called by Keycloak, at its own path, and by {@code aliases} through {@link
 * dev.oauth2notebook.keycloak.common.ProtectedApi}. Must not depend on where it is mounted or how tokens
 * are issued.
 */
package dev.oauth2notebook.keycloak.demoapi;
