/**
 * What administrators read and try through Keycloak's admin REST API.
 *
 * <p>Called by Keycloak and {@code page}. Checks the roles of the administrator, and leaves everything else to the other packages.
 */
package dev.oauth2notebook.keycloak.tokenexchange.admin;
