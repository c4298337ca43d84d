/**
 * Second stage of an exchange: collects the permits that client policies contribute, and asks the decision
 * ({@code RealmPolicy}).
 *
 * <p>Called by Keycloak (the client policy executor), {@code report}, {@code refresh}, {@code overrides}, and of the tools for
 * administrators by {@code map} and {@code simulation}. Must not depend on how requests and their tokens are read.
 */
package dev.oauth2notebook.keycloak.tokenexchange.permits;
