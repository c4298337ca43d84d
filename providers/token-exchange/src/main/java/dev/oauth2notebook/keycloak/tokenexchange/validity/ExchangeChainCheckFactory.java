package dev.oauth2notebook.keycloak.tokenexchange.validity;

import dev.oauth2notebook.keycloak.common.AccessTokenVerification;
import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.common.TokenCheck;
import dev.oauth2notebook.keycloak.common.TokenCheckFactory;
import org.keycloak.models.KeycloakSession;

/**
 * Adds the check of {@link ExchangeChain} to every verification of access tokens by modules of this extension.
 *
 * @see AccessTokenVerification
 */
public final class ExchangeChainCheckFactory implements TokenCheckFactory, ShownInServerInfo {

    /** Id of this provider. */
    public static final String ID = "token-exchange-chain";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public TokenCheck create(KeycloakSession session) {
        return token -> new ExchangeChain(session).isIntact(token);
    }
}
