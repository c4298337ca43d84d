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
 * Introspection of tokens with the hint {@code refresh_token}. It differs from Keycloak's in that an exchanged token is
 * inactive if {@link IntrospectionCheck} finds a problem, and that tokens of other types are introspected as access
 * tokens.
 *
 * <p>Overrides introspect, introspectionChecks and verifyClient: Keycloak trusts the hint, and does not check actors
 * and ancestors. Read in Keycloak 26.7.4; {@code IntrospectionIT} fails if that changes.
 */
public final class GuardedRefreshTokenIntrospectionProviderFactory extends RefreshTokenIntrospectionProviderFactory
        implements ShownInServerInfo {

    private static final int BEFORE_KEYCLOAK = 100;

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    @Override
    public TokenIntrospectionProvider create(KeycloakSession session) {
        return new GuardedRefreshTokenIntrospectionProvider(session);
    }

    private static final class GuardedRefreshTokenIntrospectionProvider extends RefreshTokenIntrospectionProvider {

        private final IntrospectionCheck check;

        private GuardedRefreshTokenIntrospectionProvider(KeycloakSession session) {
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
