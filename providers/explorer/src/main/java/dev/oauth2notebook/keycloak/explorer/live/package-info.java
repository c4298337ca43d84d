/**
 * Sends recorded requests to viewers as server-sent events. Called by {@code web} and by the provider in {@code
 * explorer}. Uses the packages {@code recording} and {@code ring}.
 */
package dev.oauth2notebook.keycloak.explorer.live;
