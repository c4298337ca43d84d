package dev.oauth2notebook.keycloak.tokenexchange.issuing;

import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;

/** Guards {@code act}, {@code may_act} and {@value Ancestry#CLAIM} in every access token. */
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
