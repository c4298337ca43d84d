package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.IssuanceLimits;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.IssuedClaimsProcessor;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeError;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeEvent;
import dev.oauth2notebook.keycloak.tokenexchange.permits.GrantedExchange;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitExecutor;
import dev.oauth2notebook.keycloak.tokenexchange.permits.Permits;
import dev.oauth2notebook.keycloak.tokenexchange.permits.RealmPolicy;
import dev.oauth2notebook.keycloak.tokenexchange.request.ExchangeRequestReader;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ExchangeScopes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.tokenexchange.StandardTokenExchangeProvider;
import org.keycloak.representations.AccessToken;

/**
 * Token exchange in realms that enforce the policy: the policy decides, and the tokens that Keycloak issues are limited
 * to {@link IssuanceLimits}. The stages of an exchange:
 *
 * <ol>
 *   <li>Keycloak's token endpoint authenticates the client; client policies run, and each {@link PermitExecutor} adds
 *       its permit to {@link Permits}.
 *   <li>{@link #tokenExchange} checks the request; Keycloak verifies the subject token.
 *   <li>{@link #createTokenManager} reads the request ({@link ExchangeRequestReader}) and asks {@link RealmPolicy} for
 *       the decision.
 *   <li>Keycloak calls the methods below to get token type, audience and scope, and issues tokens with the
 *       {@link ExchangeTokenManager}.
 *   <li>After all protocol mappers, {@link IssuedClaimsProcessor} sets the claims that no mapper may forge; then the
 *       token is signed.
 * </ol>
 *
 * <p>Overrides the methods with which {@link StandardTokenExchangeProvider} reads the request: the policy determines
 * the result instead. Read in Keycloak 26.7.4; {@code TokenExchangeIT} fails if Keycloak no longer calls these methods.
 */
final class EnforcedTokenExchangeProvider extends GuardedTokenExchangeProvider {

    private GrantedExchange granted;

    /**
     * Supports every request, so that none reaches another provider. Requests that Keycloak does not support are
     * refused.
     */
    @Override
    public boolean supports(TokenExchangeContext request) {
        return true;
    }

    @Override
    void checkRequest() {
        if (!RealmPolicy.mayExchange(client)) {
            throw refusals().refuse(ExchangeError.REQUESTER_MAY_NOT_EXCHANGE);
        }
        requireSupported();
    }

    @Override
    TokenManager createTokenManager(
            ExchangeRequestReader reader,
            UserModel user,
            UserSessionModel userSession,
            AccessToken subject,
            Actor chain,
            Ancestry ancestry) {
        ExchangeRequest request = reader.read(user, userSession, subject, chain);
        Set<String> otherPolicies = context.getRestrictedScopes();
        granted = new RealmPolicy(session).grant(request, otherPolicies);
        ActorToken actor = request.actor();
        ExchangeEvent.granted(
                event,
                granted.grant(),
                actor,
                actor == null ? null : session.users().getUserById(realm, actor.sub()));
        IssuanceLimits limits = granted.limits();
        context.setRestrictedScopes(
                ExchangeScopes.intersect(otherPolicies, ExchangeScopes.restrictedScopes(limits.scopes(), client)));
        return new ExchangeTokenManager(
                ancestry,
                limits,
                granted.grant().actor(),
                request.tokenType() == TokenType.ID_TOKEN ? limits.audiences() : null);
    }

    @Override
    protected String getRequestedTokenType() {
        return granted.request().tokenType().urn();
    }

    @Override
    protected List<String> getSupportedOAuthResponseTokenTypes() {
        return Stream.of(TokenType.values()).map(TokenType::urn).toList();
    }

    @Override
    protected List<ClientModel> getTargetAudienceClients() {
        return granted.limits().audiences().stream()
                .map(realm::getClientByClientId)
                .toList();
    }

    @Override
    protected String getRequestedScope(AccessToken subject, List<ClientModel> targets) {
        return String.join(" ", ExchangeScopes.clientScopes(granted.limits().scopes(), client));
    }

    /** Checks nothing: the permit has allowed the audience, which need not be added by a mapper. */
    @Override
    protected void checkRequestedAudiences(TokenManager.AccessTokenResponseBuilder response) {
        ExchangeEvent.issued(event, response.getAccessToken(), granted.grant().depth());
    }
}
