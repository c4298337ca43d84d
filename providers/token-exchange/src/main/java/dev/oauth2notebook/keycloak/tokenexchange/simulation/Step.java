package dev.oauth2notebook.keycloak.tokenexchange.simulation;

/**
 * A change and what results from it.
 *
 * @param change the change
 * @param result the attempt with the change
 */
record Step(Change change, Attempt result) {}
