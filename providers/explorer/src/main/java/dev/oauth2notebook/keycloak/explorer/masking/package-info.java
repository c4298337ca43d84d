/**
 * Decides what of a request and its response may be kept: what is on an allow-list, and of tokens and codes only so
 * much that nobody can use them. Pure Java and JSON: knows neither Keycloak nor HTTP. Must not depend on other packages
 * of the module.
 */
package dev.oauth2notebook.keycloak.explorer.masking;
