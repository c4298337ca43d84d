/**
 * Fourth stage of an exchange: limits the issued tokens, and protects the claims that no mapper may forge.
 *
 * <p>Called by Keycloak (token post-processor, protocol mapper), {@code permits}, {@code report}, {@code refresh},
 * {@code overrides} and {@code simulation}. Must not depend on why an exchange was granted.
 */
package dev.oauth2notebook.keycloak.tokenexchange.issuing;
