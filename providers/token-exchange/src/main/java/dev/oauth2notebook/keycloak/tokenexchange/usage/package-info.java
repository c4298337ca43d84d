/**
 * The exchanges of the past, read from the events that the realm saves.
 *
 * <p>Called by {@code map} and {@code suggestions}. Must not depend on permits.
 */
package dev.oauth2notebook.keycloak.tokenexchange.usage;
