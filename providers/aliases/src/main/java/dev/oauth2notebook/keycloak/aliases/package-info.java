/**
 * Endpoint aliases: the table of paths ({@link Alias}), the mount at the server root ({@link RootMount}), and the
 * targets of the aliases ({@link AliasTargets}).
 *
 * <p>Called by Keycloak, Quarkus and {@code overrides}; calls other modules only through interfaces in {@code common}. Must not
 * depend on how a target is implemented.
 */
package dev.oauth2notebook.keycloak.aliases;
