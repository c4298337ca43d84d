package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.tokenexchange.introspection.IntrospectedType;
import dev.oauth2notebook.keycloak.tokenexchange.introspection.IntrospectionCheck;
import dev.oauth2notebook.keycloak.tokenexchange.introspection.IntrospectionFailures;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.RefreshTokenIntrospectionProvider;
import org.keycloak.protocol.oidc.RefreshTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;

/**
 * Introspection of refresh tokens as Keycloak does it, except that an exchanged one ends with its chain, and that other
 * tokens with a wrong hint are introspected as what they are.
 *
 * <p>Overrides introspect, introspectionChecks and verifyClient: Keycloak trusts the hint and knows nothing of chains. Read in Keycloak 26.7.4; {@code IntrospectionIT} fails if that changes.
 */
public final class HintedRefreshTokenIntrospectionProviderFactory extends RefreshTokenIntrospectionProviderFactory
        implements ShownInServerInfo {

    private static final int INSTEAD_OF_KEYCLOAKS_OWN = 100;

    @Override
    public int order() {
        return INSTEAD_OF_KEYCLOAKS_OWN;
    }

    @Override
    public TokenIntrospectionProvider create(KeycloakSession session) {
        return new HintedRefreshTokenIntrospectionProvider(session);
    }

    private static final class HintedRefreshTokenIntrospectionProvider extends RefreshTokenIntrospectionProvider {

        private final IntrospectionCheck check;

        private HintedRefreshTokenIntrospectionProvider(KeycloakSession session) {
            super(session);
            check = new IntrospectionCheck(session);
        }

        @Override
        protected boolean introspectionChecks(String encoded) {
            boolean active = super.introspectionChecks(encoded);
            if (active) {
                userSession = new SessionWithoutImpersonator(userSession);
            } else {
                transformedToken = null;
            }
            return active;
        }

        @Override
        protected boolean verifyClient() {
            return super.verifyClient() && check.passes(token, eventBuilder);
        }

        @Override
        public Response introspect(String token, EventBuilder event) {
            return IntrospectedType.isRefreshToken(token)
                    ? IntrospectionFailures.translate(() -> super.introspect(token, event))
                    : session.getProvider(
                                    TokenIntrospectionProvider.class,
                                    AccessTokenIntrospectionProviderFactory.ACCESS_TOKEN_TYPE)
                            .introspect(token, event);
        }
    }
}
