/**
 * The subclasses of Keycloak classes in this module: client authenticators that accept an alias as the audience of an
 * assertion.
 *
 * <p>Called by Keycloak. Of this module, must not depend on any class except {@code AliasAudience}.
 */
package dev.oauth2notebook.keycloak.aliases.overrides;
