/**
 * Metadata documents (RFC 8414, OpenID Connect Discovery) with the URLs of the aliases, listing only what at least one
 * client of the realm may use.
 *
 * <p>Called by {@code aliases}. Must not depend on paths or mounts: it receives complete URLs.
 */
package dev.oauth2notebook.keycloak.aliases.metadata;
