/**
 * What several modules share: what at least three of them need, and the types by which two modules meet that work
 * without each other ({@link dev.oauth2notebook.keycloak.common.EndpointPages}, {@link
 * dev.oauth2notebook.keycloak.common.ProtectedApi}, {@link dev.oauth2notebook.keycloak.common.TokenCheck}).
 *
 * <p>Every module may call it. Must not know any other module.
 */
package dev.oauth2notebook.keycloak.common;
