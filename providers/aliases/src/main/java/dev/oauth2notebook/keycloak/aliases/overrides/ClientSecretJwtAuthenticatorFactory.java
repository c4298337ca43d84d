package dev.oauth2notebook.keycloak.aliases.overrides;

import dev.oauth2notebook.keycloak.aliases.AliasAudience;
import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.authentication.ClientAuthenticationFlowContext;
import org.keycloak.authentication.authenticators.client.JWTClientSecretAuthenticator;

/**
 * {@code client_secret_jwt} as Keycloak checks it, for assertions that name an alias as their audience, too.
 *
 * <p>Overrides authenticateClient: Keycloak accepts only its own URLs as the audience of an assertion. Read in Keycloak 26.7.4; {@code ClientAssertionIT} fails if that changes.
 */
public final class ClientSecretJwtAuthenticatorFactory extends JWTClientSecretAuthenticator
        implements ShownInServerInfo {

    private static final int INSTEAD_OF_KEYCLOAKS_OWN = 100;

    @Override
    public int order() {
        return INSTEAD_OF_KEYCLOAKS_OWN;
    }

    @Override
    public void authenticateClient(ClientAuthenticationFlowContext context) {
        AliasAudience.accept(context);
        super.authenticateClient(context);
    }
}
