/**
 * Who registered a client, which Keycloak does not record. Called by {@code recording}. Must not depend on
 * other packages of the module, except {@code hashing}.
 */
package dev.oauth2notebook.keycloak.explorer.owner;
