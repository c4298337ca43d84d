/**
 * The page on which administrators see the permits of a realm and simulate exchanges.
 *
 * <p>Called by Keycloak. Shows what {@code map} and {@code simulation} return; {@code PermitPlot} is a function of the
 * map.
 */
package dev.oauth2notebook.keycloak.tokenexchange.page;
