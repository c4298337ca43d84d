package dev.oauth2notebook.keycloak.tokenexchange.issuing;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;

/** Creates the {@link IssuedClaimsProcessor} of each request, which runs after all token post-processors that may set claims. */
public final class IssuedClaimsProcessorFactory implements TokenPostProcessorFactory {

    /** Id of this provider. */
    public static final String ID = "token-exchange-claims";

    /** After all post-processors that may set claims. */
    public static final int ORDER = -1000;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public TokenPostProcessor create(KeycloakSession session) {
        return new IssuedClaimsProcessor(session);
    }
}
