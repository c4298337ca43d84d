/**
 * Second stage of an exchange, and of client credentials with a target: collects the permits that client policies
 * contribute, and asks the decision ({@code RealmPolicy}, {@code RealmCredentialsPolicy}).
 *
 * <p>Called by Keycloak (the client policy executors), {@code report}, {@code refresh}, {@code overrides}, and of the
 * tools for administrators by {@code map}, {@code simulation} and {@code suggestions}. Must not depend on how requests and
 * their tokens are read.
 */
package dev.oauth2notebook.keycloak.tokenexchange.permits;
