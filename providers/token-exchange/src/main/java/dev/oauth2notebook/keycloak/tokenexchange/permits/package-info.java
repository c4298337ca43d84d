/**
 * Second stage of an exchange: the permits that client policies contribute, from the configuration to the question put
 * to the decision ({@code RealmPolicy}).
 *
 * <p>Called by Keycloak (the client policy executor), {@code refresh} and {@code overrides}. Must not know the request
 * and its tokens.
 */
package dev.oauth2notebook.keycloak.tokenexchange.permits;
