package dev.oauth2notebook.keycloak.aliases.overrides;

import dev.oauth2notebook.keycloak.aliases.AliasAudience;
import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.authentication.ClientAuthenticationFlowContext;
import org.keycloak.authentication.authenticators.client.JWTClientAuthenticator;

/**
 * Keycloak's authenticator for {@code private_key_jwt}, which also accepts assertions whose audience is an alias.
 *
 * <p>Overrides {@code authenticateClient}: Keycloak accepts only its own URLs as the audience of an assertion.
 * Read in Keycloak 26.7.4; {@code ClientAssertionIT} fails if that changes.
 */
public final class PrivateKeyJwtAuthenticatorFactory extends JWTClientAuthenticator implements ShownInServerInfo {

    private static final int BEFORE_KEYCLOAK = 100;

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    @Override
    public void authenticateClient(ClientAuthenticationFlowContext context) {
        AliasAudience.accept(context);
        super.authenticateClient(context);
    }
}
