package dev.oauth2notebook.keycloak.common;

import org.keycloak.models.ClientModel;

/** The client secrets that the shipped realm file falls back to. They are published with it, so they protect nothing. */
public final class DevelopmentSecret {

    private static final String ENDING = "-development-secret";

    private DevelopmentSecret() {}

    /**
     * Tells whether a client has such a secret.
     *
     * @param client of any kind
     */
    public static boolean isSecretOf(ClientModel client) {
        return !client.isPublicClient()
                && client.getSecret() != null
                && client.getSecret().endsWith(ENDING);
    }
}
