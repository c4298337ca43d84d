/**
 * The subclasses of Keycloak classes in this module: signature providers and a store of sessions that replace
 * Keycloak's.
 *
 * <p>Called by Keycloak. Must not depend on other modules except {@code common}.
 */
package dev.oauth2notebook.keycloak.signatures.overrides;
