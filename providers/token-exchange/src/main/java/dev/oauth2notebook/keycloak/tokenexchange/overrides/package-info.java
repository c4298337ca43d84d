/**
 * The subclasses of Keycloak classes in this module, and the way through an exchange: {@link
 * EnforcedTokenExchangeProvider} lists its stages.
 *
 * <p>Called by Keycloak. Must not know other modules.
 */
package dev.oauth2notebook.keycloak.tokenexchange.overrides;
