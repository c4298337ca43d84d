/**
 * Resource indicators (RFC 8707): the clients that the URIs in {@code resource} stand for, and tokens of other grants
 * than token exchange that are restricted to such a resource.
 *
 * <p>Called by Keycloak (client-policy executor, token post-processor), {@code permits}, {@code refresh}, {@code overrides}
 * and {@code simulation}. Must not depend on permits.
 */
package dev.oauth2notebook.keycloak.tokenexchange.resources;
