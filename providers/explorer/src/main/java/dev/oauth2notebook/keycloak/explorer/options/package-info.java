/**
 * The explorer's options.
 *
 * <p>Called by {@code recording}, {@code web} and the provider in {@code explorer}. Must not depend on them.
 */
package dev.oauth2notebook.keycloak.explorer.options;
