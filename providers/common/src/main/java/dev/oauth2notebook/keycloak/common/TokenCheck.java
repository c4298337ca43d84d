package dev.oauth2notebook.keycloak.common;

import org.keycloak.provider.Provider;
import org.keycloak.representations.AccessToken;

/**
 * A further check of access tokens, besides Keycloak's own, that a module contributes. {@link AccessTokenVerification}
 * asks all of them.
 *
 * @see TokenCheckSpi
 */
public interface TokenCheck extends Provider {

    /**
     * Returns whether a token is still valid.
     *
     * @param token its signature is verified
     */
    boolean accepts(AccessToken token);

    @Override
    default void close() {}
}
