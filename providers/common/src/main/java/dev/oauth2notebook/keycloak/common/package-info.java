/**
 * Code that at least three modules need, and the types through which two modules cooperate without depending on each
 * other ({@link dev.oauth2notebook.keycloak.common.EndpointPages},
 * {@link dev.oauth2notebook.keycloak.common.ExchangeDecision}, {@link dev.oauth2notebook.keycloak.common.LiveExplorer},
 * {@link dev.oauth2notebook.keycloak.common.ProtectedApi}, {@link dev.oauth2notebook.keycloak.common.TokenCheck}).
 *
 * <p>Every module may depend on it. Must not depend on any other module.
 */
package dev.oauth2notebook.keycloak.common;
