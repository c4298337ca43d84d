/**
 * The grants of the past, read from the events that the realm saves.
 *
 * <p>Called by {@code map}, {@code suggestions} and {@code page}. Must not depend on permits.
 */
package dev.oauth2notebook.keycloak.tokenexchange.usage;
