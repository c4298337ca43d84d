/**
 * The simulator: answers whether a request that an administrator describes would be granted, and what would have to
 * change. Nothing is issued.
 *
 * <p>Called by {@code admin} and {@code page}. {@code Simulator} reads the realm; the search for changes is a function of permits and
 * request.
 */
package dev.oauth2notebook.keycloak.tokenexchange.simulation;
