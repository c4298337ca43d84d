/**
 * The subclasses of Keycloak classes in this module: login pages, security headers, and the chosen language.
 *
 * <p>Called by Keycloak. Must not know other modules.
 */
package dev.oauth2notebook.keycloak.pages.overrides;
