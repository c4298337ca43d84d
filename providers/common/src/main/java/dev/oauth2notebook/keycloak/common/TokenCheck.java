package dev.oauth2notebook.keycloak.common;

import org.keycloak.provider.Provider;
import org.keycloak.representations.AccessToken;

/**
 * A check of access tokens that a module adds to Keycloak's own. {@link AccessTokenVerification} calls all of them.
 *
 * @see TokenCheckSpi
 */
public interface TokenCheck extends Provider {

    /**
     * Returns whether a token is still valid.
     *
     * @param token a token whose signature has been verified
     */
    boolean accepts(AccessToken token);

    @Override
    default void close() {}
}
