/**
 * Metrics of token exchanges, counted from their events.
 *
 * <p>Called by Keycloak (event listener). Must not depend on how an exchange is decided.
 */
package dev.oauth2notebook.keycloak.tokenexchange.metrics;
