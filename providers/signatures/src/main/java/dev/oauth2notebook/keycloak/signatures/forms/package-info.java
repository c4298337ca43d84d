/**
 * How the server reads forms.
 *
 * <p>Called by JAX-RS. Must not depend on other packages.
 */
package dev.oauth2notebook.keycloak.signatures.forms;
