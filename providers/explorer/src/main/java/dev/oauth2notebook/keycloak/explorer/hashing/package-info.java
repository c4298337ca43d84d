/**
 * Keyed hashes whose keys are derived from those of a realm. Called by {@code owner} and {@code recording}. Must not
 * depend on other packages of the module.
 */
package dev.oauth2notebook.keycloak.explorer.hashing;
