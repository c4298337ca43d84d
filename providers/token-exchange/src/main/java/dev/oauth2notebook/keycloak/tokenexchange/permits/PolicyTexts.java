package dev.oauth2notebook.keycloak.tokenexchange.permits;

/**
 * The client policies and client profiles of a realm, as in the attributes where Keycloak keeps them.
 *
 * @param policies the policies as JSON
 * @param profiles the profiles as JSON
 */
public record PolicyTexts(String policies, String profiles) {

    /** Returns the number of characters. */
    int length() {
        return policies.length() + profiles.length();
    }
}
