/**
 * Exchanges recorded requests between the nodes of a cluster. Uses the package {@code recording}; the recorder does not
 * know it.
 */
package dev.oauth2notebook.keycloak.explorer.cluster;
