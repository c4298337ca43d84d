/**
 * The error responses (RFC 8693 §2.2.2) and event details of exchanges.
 *
 * <p>Called by the packages that refuse or report an exchange, or read its events. Must not depend on how the outcome
 * was determined.
 */
package dev.oauth2notebook.keycloak.tokenexchange.outcome;
