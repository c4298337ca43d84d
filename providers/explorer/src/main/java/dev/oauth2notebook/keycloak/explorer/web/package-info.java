/** The explorer over HTTP: the page and its assets, the recorded requests, and who may see which of them. */
package dev.oauth2notebook.keycloak.explorer.web;
