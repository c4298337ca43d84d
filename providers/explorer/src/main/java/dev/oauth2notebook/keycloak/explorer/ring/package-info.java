/**
 * The bounded memory of recorded requests. Pure Java: knows neither Keycloak nor HTTP, and gets the time from its
 * caller. Must not depend on other packages of the module.
 */
package dev.oauth2notebook.keycloak.explorer.ring;
