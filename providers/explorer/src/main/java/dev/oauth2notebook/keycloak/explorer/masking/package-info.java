/**
 * Decides what of a request and its response may be kept: what is on an allow-list, and of tokens and codes only a
 * part that nobody can use. Called by {@code recording}. Pure Java and JSON: must not depend on Keycloak, HTTP or other
 * packages of the module.
 */
package dev.oauth2notebook.keycloak.explorer.masking;
