/**
 * Pages for users: start, callback, endpoints and unknown paths, in the login theme of the realm.
 *
 * <p>Called by {@code aliases} through {@link dev.oauth2notebook.keycloak.common.EndpointPages}, and by {@code
 * overrides}. Must not depend on the paths of the pages.
 */
package dev.oauth2notebook.keycloak.pages;
