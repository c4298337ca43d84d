/**
 * Metadata documents (RFC 8414, OpenID Connect Discovery) that name the aliases and list only what some client of the
 * realm may use.
 *
 * <p>Called by {@code aliases}. Must not know paths and mounts: it is given the URLs.
 */
package dev.oauth2notebook.keycloak.aliases.metadata;
