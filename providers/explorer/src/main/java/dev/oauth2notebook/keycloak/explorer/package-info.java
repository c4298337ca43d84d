/**
 * The live explorer, which records the requests to the endpoints of a realm and shows them while they happen. This
 * package has its provider, and puts together what the packages below it contain.
 */
package dev.oauth2notebook.keycloak.explorer;
