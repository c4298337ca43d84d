package dev.oauth2notebook.keycloak.exchange;

import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;

/**
 * Introspection of access tokens as Keycloak does it, except that {@code act}, {@code may_act} and the audience of an
 * exchanged token are those that the token carries, not what protocol mappers make of them.
 */
public final class ExchangedTokenIntrospectionProviderFactory extends AccessTokenIntrospectionProviderFactory {

    private static final int INSTEAD_OF_KEYCLOAKS_OWN = 100;

    @Override
    public int order() {
        return INSTEAD_OF_KEYCLOAKS_OWN;
    }

    @Override
    public TokenIntrospectionProvider create(KeycloakSession session) {
        return new Introspection(session);
    }

    private static final class Introspection extends AccessTokenIntrospectionProvider<AccessToken> {

        private Introspection(KeycloakSession session) {
            super(session);
        }

        @Override
        public AccessToken transformAccessToken(AccessToken token, UserSessionModel userSession) {
            AccessToken transformed = super.transformAccessToken(token, userSession);
            copy(token, transformed, ActorClaims.ACT);
            copy(token, transformed, ActorClaims.MAY_ACT);
            if (isExchanged(token)) {
                transformed.audience(token.getAudience());
                transformed
                        .getResourceAccess()
                        .keySet()
                        .retainAll(token.getResourceAccess().keySet());
            }
            return transformed;
        }

        private boolean isExchanged(AccessToken token) {
            return OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE.equals(
                    session.getProvider(TokenContextEncoderProvider.class)
                            .getTokenContextFromTokenId(token.getId())
                            .getGrantType());
        }

        private static void copy(AccessToken from, AccessToken to, String claim) {
            Object value = from.getOtherClaims().get(claim);
            if (value == null) {
                to.getOtherClaims().remove(claim);
            } else {
                to.setOtherClaims(claim, value);
            }
        }
    }
}
