/**
 * Report mode: what the policy would have done to requests that it does not decide on.
 *
 * <p>Called by {@code refresh} and {@code overrides}. Must not change what is issued.
 */
package dev.oauth2notebook.keycloak.tokenexchange.report;
