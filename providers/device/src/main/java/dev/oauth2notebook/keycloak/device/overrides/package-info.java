/**
 * The subclasses of Keycloak classes in this module: the verification page and the device grant.
 *
 * <p>Called by Keycloak. Must not depend on other modules except {@code common}.
 */
package dev.oauth2notebook.keycloak.device.overrides;
