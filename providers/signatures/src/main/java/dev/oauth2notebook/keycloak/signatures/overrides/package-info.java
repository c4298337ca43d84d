/**
 * The subclasses of Keycloak classes in this module: signature providers in the place of Keycloak's.
 *
 * <p>Called by Keycloak. Must not know other modules.
 */
package dev.oauth2notebook.keycloak.signatures.overrides;
