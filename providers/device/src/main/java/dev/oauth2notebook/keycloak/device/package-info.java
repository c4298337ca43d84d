/**
 * Device authorization (RFC 8628): user codes, their verification page, and the limit on wrong codes.
 *
 * <p>Called by Keycloak and {@code overrides}. Must not depend on tokens.
 */
package dev.oauth2notebook.keycloak.device;
