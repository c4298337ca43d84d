/**
 * First stage of an exchange: reads the request and verifies its actor token (RFC 8693 §2.1).
 *
 * <p>Called by {@code refresh}, {@code overrides} and {@code simulation}. Must not depend on permits or on what is issued.
 */
package dev.oauth2notebook.keycloak.tokenexchange.request;
