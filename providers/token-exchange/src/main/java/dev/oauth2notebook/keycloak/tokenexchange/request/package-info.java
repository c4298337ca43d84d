/**
 * First stage of an exchange, and of client credentials with a target: reads the request and verifies its tokens (RFC
 * 8693 §2.1).
 *
 * <p>Called by {@code refresh}, {@code overrides} and {@code simulation}. Must not depend on permits or on what is issued.
 */
package dev.oauth2notebook.keycloak.tokenexchange.request;
