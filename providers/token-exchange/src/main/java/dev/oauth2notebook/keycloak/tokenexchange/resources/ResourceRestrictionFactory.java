package dev.oauth2notebook.keycloak.tokenexchange.resources;

import dev.oauth2notebook.keycloak.tokenexchange.issuing.IssuedClaimsProcessorFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;

/** Creates the {@link ResourceRestriction} of each request. It runs last, when the audience is final. */
public final class ResourceRestrictionFactory implements TokenPostProcessorFactory {

    /** Id of this provider. */
    public static final String ID = "resource-restriction";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public int order() {
        return IssuedClaimsProcessorFactory.ORDER - 1;
    }

    @Override
    public TokenPostProcessor create(KeycloakSession session) {
        return new ResourceRestriction(session);
    }
}
