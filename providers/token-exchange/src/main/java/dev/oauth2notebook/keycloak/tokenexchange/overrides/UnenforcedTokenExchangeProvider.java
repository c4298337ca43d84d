package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import static org.keycloak.OAuth2Constants.ACTOR_TOKEN;
import static org.keycloak.OAuth2Constants.ACTOR_TOKEN_TYPE;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import dev.oauth2notebook.keycloak.tokenexchange.mode.KeycloakDelegation;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeError;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeEvent;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import dev.oauth2notebook.keycloak.tokenexchange.request.ExchangeRequestReader;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;

/**
 * Token exchange in realms that do not enforce the policy. It differs from Keycloak's in that an actor token is refused
 * instead of ignored, and that the actors in a subject token are kept.
 *
 * <p>Overrides supports, checkRequestedAudiences, and the methods that {@link GuardedTokenExchangeProvider} overrides: Keycloak's exchange
 * ignores {@code act} and actor tokens. Read in Keycloak 26.7.4; {@code PolicyOffIT} fails if that changes.
 */
class UnenforcedTokenExchangeProvider extends GuardedTokenExchangeProvider {

    private int depth;

    /**
     * Supports every subject token with actors, so that none reaches Keycloak's legacy exchange, which would drop them.
     * Where Keycloak itself offers delegation, everything else is left to Keycloak.
     */
    @Override
    public boolean supports(TokenExchangeContext request) {
        return KeycloakDelegation.isUsed(request.getSession())
                ? !super.supports(request) && isLimited(request)
                : super.supports(request) || isLimited(request);
    }

    @Override
    void checkRequest() {
        if (isLimited(context)) {
            requireSupported();
        }
    }

    @Override
    TokenManager createTokenManager(
            ExchangeRequestReader reader,
            UserModel user,
            UserSessionModel userSession,
            AccessToken subject,
            Actor chain,
            Ancestry ancestry) {
        if (formParams.containsKey(ACTOR_TOKEN) || formParams.containsKey(ACTOR_TOKEN_TYPE)) {
            throw new RefusedRequestException(ExchangeError.ACTOR_TOKEN_NOT_ENFORCED);
        }
        if (chain != null && OAuth2Constants.REFRESH_TOKEN_TYPE.equals(params.getRequestedTokenType())) {
            throw new RefusedRequestException(new Refusal(PolicyCheck.REFRESH_TOKEN_FOR_DELEGATED_SUBJECT));
        }
        depth = chain == null ? 0 : chain.depth();
        return new ExchangeTokenManager(ancestry, null, chain, null);
    }

    @Override
    protected void checkRequestedAudiences(TokenManager.AccessTokenResponseBuilder response) {
        super.checkRequestedAudiences(response);
        ExchangeEvent.issued(event, response.getAccessToken(), depth);
    }
}
