package dev.oauth2notebook.keycloak.tokenexchange.issuing;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;

/** Creates the {@link IssuedClaimsProcessor} of each request, which runs after all other token post-processors. */
public final class IssuedClaimsProcessorFactory implements TokenPostProcessorFactory {

    /** Id of this provider. */
    public static final String ID = "token-exchange-claims";

    private static final int AFTER_ALL_OTHERS = -1000;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public int order() {
        return AFTER_ALL_OTHERS;
    }

    @Override
    public TokenPostProcessor create(KeycloakSession session) {
        return new IssuedClaimsProcessor(session);
    }
}
