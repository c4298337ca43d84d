/**
 * Who decides on exchanges in a realm: the permits, Keycloak's standard exchange, or Keycloak's delegation.
 *
 * <p>Called by {@code issuing}, {@code permits}, {@code validity}, {@code refresh}, {@code overrides}, {@code map} and {@code
 * simulation}. Must not depend on any other package of this module.
 */
package dev.oauth2notebook.keycloak.tokenexchange.mode;
