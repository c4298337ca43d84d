package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.common.TokenHeader;
import dev.oauth2notebook.keycloak.tokenexchange.introspection.IntrospectionCheck;
import dev.oauth2notebook.keycloak.tokenexchange.introspection.IntrospectionFailures;
import jakarta.ws.rs.core.Response;
import org.keycloak.authorization.protection.introspect.RPTIntrospectionProvider;
import org.keycloak.authorization.protection.introspect.RPTIntrospectionProviderFactory;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;

/**
 * Introspection of requesting party tokens (RPT), and of access tokens with that hint. It differs from Keycloak's in
 * that an exchanged token is inactive if {@link IntrospectionCheck} finds a problem.
 *
 * <p>Overrides introspect and verifyClient: Keycloak does not check actors and ancestors, and fails on malformed
 * tokens. Read in Keycloak 26.7.4; {@code IntrospectionIT} fails if that changes.
 */
public final class GuardedRptIntrospectionProviderFactory extends RPTIntrospectionProviderFactory
        implements ShownInServerInfo {

    private static final int BEFORE_KEYCLOAK = 100;

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    @Override
    public TokenIntrospectionProvider create(KeycloakSession session) {
        return new GuardedRptIntrospectionProvider(session);
    }

    private static final class GuardedRptIntrospectionProvider extends RPTIntrospectionProvider {

        private final IntrospectionCheck check;

        private GuardedRptIntrospectionProvider(KeycloakSession session) {
            super(session);
            check = new IntrospectionCheck(session);
        }

        /** Delegates malformed tokens, which are inactive (RFC 7662 §2.2); the superclass would throw an exception. */
        @Override
        public Response introspect(String token, EventBuilder event) {
            return TokenHeader.namesAlgorithm(token)
                    ? IntrospectionFailures.translate(() -> super.introspect(token, event))
                    : session.getProvider(
                                    TokenIntrospectionProvider.class,
                                    AccessTokenIntrospectionProviderFactory.ACCESS_TOKEN_TYPE)
                            .introspect(token, event);
        }

        @Override
        protected boolean verifyClient() {
            return super.verifyClient() && check.passes(token, eventBuilder);
        }
    }
}
