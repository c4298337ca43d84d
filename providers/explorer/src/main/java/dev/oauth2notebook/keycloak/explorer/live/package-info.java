/**
 * Sends recorded requests to those who watch, as server-sent events. Uses the packages {@code recording} and {@code
 * ring}.
 */
package dev.oauth2notebook.keycloak.explorer.live;
