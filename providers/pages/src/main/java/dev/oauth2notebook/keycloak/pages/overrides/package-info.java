/**
 * The subclasses of Keycloak classes in this module: login pages, security headers and the selected language.
 *
 * <p>Called by Keycloak. Must not depend on other modules except {@code common}.
 */
package dev.oauth2notebook.keycloak.pages.overrides;
