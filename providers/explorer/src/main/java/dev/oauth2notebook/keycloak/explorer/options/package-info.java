/** The explorer's options. Called by {@code recording}, {@code web} and the provider; must not depend on them. */
package dev.oauth2notebook.keycloak.explorer.options;
