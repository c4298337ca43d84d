/**
 * The explorer over HTTP: the page and its assets, the recorded requests, and who may see which of them. Called by the
 * provider in {@code explorer}, and by {@code aliases} through {@link
 * dev.oauth2notebook.keycloak.common.LiveExplorer}. Must not depend on how requests are masked or sent to other nodes.
 */
package dev.oauth2notebook.keycloak.explorer.web;
