/**
 * The live explorer, which records the requests to the endpoints of a realm and shows them while they happen. This
 * package contains its provider, which connects the packages below it.
 *
 * <p>Called by Keycloak.
 */
package dev.oauth2notebook.keycloak.explorer;
