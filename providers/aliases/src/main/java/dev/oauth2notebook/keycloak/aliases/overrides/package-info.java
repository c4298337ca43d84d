/**
 * The subclasses of Keycloak classes in this module: client assertions whose audience is an alias.
 *
 * <p>Called by Keycloak. Must not know anything but {@code AliasAudience}.
 */
package dev.oauth2notebook.keycloak.aliases.overrides;
