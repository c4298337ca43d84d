/**
 * The subclasses of Keycloak classes in this module. They control the stages of an exchange, which
 * {@code EnforcedTokenExchangeProvider} lists.
 *
 * <p>Called by Keycloak. Must not depend on other modules except {@code common}.
 */
package dev.oauth2notebook.keycloak.tokenexchange.overrides;
