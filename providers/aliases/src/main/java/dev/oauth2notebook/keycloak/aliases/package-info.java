/**
 * Endpoint aliases: the table of paths ({@link Alias}), the mount at the server root ({@link RootMount}), and what
 * answers each alias ({@link AliasTargets}).
 *
 * <p>Nothing calls it but Keycloak and Quarkus; other modules are asked through interfaces of {@code common}. Must not
 * know how a target works.
 */
package dev.oauth2notebook.keycloak.aliases;
