/** Hashes with keys that are derived from those of a realm. Must not depend on other packages of the module. */
package dev.oauth2notebook.keycloak.explorer.hashing;
