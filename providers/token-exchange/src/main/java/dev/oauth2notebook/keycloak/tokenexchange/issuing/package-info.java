/**
 * Fourth stage of an exchange: what limits the issued tokens and which claims no mapper may forge.
 *
 * <p>Called by Keycloak (token post-processor, protocol mapper), {@code refresh} and {@code overrides}. Must not know
 * why an exchange was granted.
 */
package dev.oauth2notebook.keycloak.tokenexchange.issuing;
