/**
 * Suggested permits: the smallest permits that cover the exchanges that were recorded, for an administrator to review.
 *
 * <p>Called by {@code admin}. Everything except {@code RealmSuggestions} is a function of the recorded exchanges.
 */
package dev.oauth2notebook.keycloak.tokenexchange.suggestions;
