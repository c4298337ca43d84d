/**
 * Pages for people: start, callback, endpoints and unknown paths, in the login theme of the realm.
 *
 * <p>Asked by {@code aliases} through {@link dev.oauth2notebook.keycloak.common.EndpointPages}, and called by {@code
 * overrides}. Must not know which path a page has.
 */
package dev.oauth2notebook.keycloak.pages;
