package dev.oauth2notebook.keycloak.tokenexchange.mode;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenExchangeProvider;

/**
 * Keycloak's own delegation, by the scopes {@code delegation:…}, which exists from 26.8 on. The feature flag does not tell
 * whether it is there: 26.7 has the flag, but not the exchange.
 */
public final class KeycloakDelegation {

    /** Id of Keycloak's token exchange provider that reads {@code may_act} and adds {@code act}. */
    private static final String PROVIDER = "delegation";

    private KeycloakDelegation() {}

    /**
     * Returns whether actors are left to Keycloak in the current realm: the provider is registered, and permits do not
     * decide.
     */
    public static boolean isUsed(KeycloakSession session) {
        return isUsed(
                PolicyMode.of(session.getContext().getRealm()),
                session.getKeycloakSessionFactory().getProviderFactory(TokenExchangeProvider.class, PROVIDER) != null);
    }

    static boolean isUsed(PolicyMode mode, boolean registered) {
        return registered && mode != PolicyMode.ENFORCED;
    }
}
