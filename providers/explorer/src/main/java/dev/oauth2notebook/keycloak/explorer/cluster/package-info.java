/**
 * Exchanges recorded requests between the nodes of a cluster. Called by the provider in {@code explorer}. Uses the
 * package {@code recording}, which must not depend on it.
 */
package dev.oauth2notebook.keycloak.explorer.cluster;
