/**
 * What clients and the event log are told of an exchange: error responses (RFC 8693 §2.2.2) and event details.
 *
 * <p>Called by every stage. Must not know how the outcome came about.
 */
package dev.oauth2notebook.keycloak.tokenexchange.outcome;
