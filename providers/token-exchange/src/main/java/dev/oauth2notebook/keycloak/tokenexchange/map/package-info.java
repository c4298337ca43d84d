/**
 * The permit map: every permit of a realm with the client policies that select it, its problems and its use.
 *
 * <p>Called by {@code admin} and {@code page}. {@code RealmPermitMap} reads the realm; everything else is a function of what it has read.
 */
package dev.oauth2notebook.keycloak.tokenexchange.map;
