/** The explorer's options. Must not depend on other packages of the module. */
package dev.oauth2notebook.keycloak.explorer.options;
