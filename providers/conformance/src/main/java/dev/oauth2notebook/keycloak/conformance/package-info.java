/**
 * Corrections that hold for every response of the server, Keycloak's own paths included: {@code Date}, and 503 with
 * {@code Retry-After} when the database or another node does not respond.
 *
 * <p>Called by JAX-RS and Vert.x. Must not know any endpoint.
 */
package dev.oauth2notebook.keycloak.conformance;
