/**
 * The history of permits: admin events of changed client profiles and policies.
 *
 * <p>Called by {@code overrides}. Must not depend on what a permit means.
 */
package dev.oauth2notebook.keycloak.tokenexchange.history;
