package dev.oauth2notebook.keycloak.common;

import org.keycloak.models.ClientModel;

/** The default client secrets of the shipped realm file. They are published with it, so they protect nothing. */
public final class DevelopmentSecret {

    private static final String ENDING = "-development-secret";

    private DevelopmentSecret() {}

    /**
     * Returns whether a client has such a secret.
     *
     * @param client a client of any type; a public client never has one
     */
    public static boolean isSecretOf(ClientModel client) {
        return !client.isPublicClient()
                && client.getSecret() != null
                && client.getSecret().endsWith(ENDING);
    }
}
