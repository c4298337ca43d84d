/**
 * The subclasses of Keycloak classes in this module: pushed authorization requests, client registration, and
 * the limits on parameters.
 *
 * <p>Called by Keycloak. Must not depend on other modules except {@code common}.
 */
package dev.oauth2notebook.keycloak.conformance.overrides;
