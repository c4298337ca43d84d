/**
 * The errors that are explained to users of the endpoint aliases, and how each is recognised.
 *
 * <p>Called by {@code pages}. Must not know how an explanation is shown.
 */
package dev.oauth2notebook.keycloak.pages.errors;
