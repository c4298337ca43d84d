/**
 * The bounded memory of recorded requests. Called by {@code recording}, {@code live} and {@code web}. Pure Java:
 * must not depend on Keycloak, HTTP, a clock or other packages of the module.
 */
package dev.oauth2notebook.keycloak.explorer.ring;
