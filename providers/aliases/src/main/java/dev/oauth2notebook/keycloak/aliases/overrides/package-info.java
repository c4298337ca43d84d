/**
 * The subclasses of Keycloak classes in this module: client authenticators that accept an alias as the audience of an
 * assertion.
 *
 * <p>Called by Keycloak. Must not depend on other classes of this module than {@code AliasAudience}.
 */
package dev.oauth2notebook.keycloak.aliases.overrides;
