/**
 * First stage of an exchange: reading and verifying what the client sent (RFC 8693 §2.1).
 *
 * <p>Called by {@code overrides}. Must not know permits, and what is issued.
 */
package dev.oauth2notebook.keycloak.tokenexchange.request;
