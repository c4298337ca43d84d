/**
 * Corrections to all responses of the server, including Keycloak's own paths: the {@code Date} header, and 503 with
 * {@code Retry-After} if the database or another node does not respond.
 *
 * <p>Called by JAX-RS and Vert.x. Must not depend on any endpoint.
 */
package dev.oauth2notebook.keycloak.conformance;
