/**
 * Suggested permits: the smallest permits that cover the requests that were recorded, for an administrator to review.
 *
 * <p>Called by {@code admin}. Everything except {@code RealmSuggestions} is a function of the recorded events.
 */
package dev.oauth2notebook.keycloak.tokenexchange.suggestions;
