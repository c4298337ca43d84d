package dev.oauth2notebook.keycloak.exchange;

import static org.keycloak.OAuth2Constants.ACTOR_TOKEN;
import static org.keycloak.OAuth2Constants.ACTOR_TOKEN_TYPE;

import dev.oauth2notebook.keycloak.TokenHeader;
import dev.oauth2notebook.keycloak.exchange.decision.Actor;
import dev.oauth2notebook.keycloak.exchange.decision.Cause;
import dev.oauth2notebook.keycloak.exchange.decision.Decision;
import dev.oauth2notebook.keycloak.exchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.exchange.decision.Decision.Refusal;
import dev.oauth2notebook.keycloak.exchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.exchange.decision.TokenType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.tokenexchange.StandardTokenExchangeProvider;
import org.keycloak.representations.AccessToken;

/**
 * Keycloak's standard token exchange under the realm's policy. Keycloak verifies the subject token and issues; in between
 * the policy decides, and what is issued is cut down to its {@link Grant}.
 */
final class PolicyTokenExchangeProvider extends StandardTokenExchangeProvider {

    /** What the policy granted; {@code null} where the policy is off. */
    private Grant grant;

    private TokenType grantedType;

    /** Determined before Keycloak verifies the subject token, reported afterwards: see {@link ExchangeChain#isIntact}. */
    private Optional<String> chainProblem = Optional.empty();

    /**
     * Where the policy is enforced, no exchange goes past it: what Keycloak does not support is refused here. Where it is
     * off, the legacy exchange gets no subject token that has a chain, because it would lose it.
     */
    @Override
    public boolean supports(TokenExchangeContext request) {
        return RealmPolicy.isEnforced(request.getRealm()) || super.supports(request) || isLimited(request);
    }

    private static boolean isLimited(TokenExchangeContext request) {
        String token = request.getParams().getSubjectToken();
        return token != null && LimitedToken.isLimited(token, request.getRealm());
    }

    private boolean isSupported(TokenExchangeContext request) {
        TokenExchangeContext asAccessToken = JwtSubject.asAccessToken(request);
        boolean supported = super.supports(asAccessToken);
        request.setUnsupportedReason(asAccessToken.getUnsupportedReason());
        return supported;
    }

    @Override
    protected Response tokenExchange() {
        DroppedParameters.first(session.getContext().getHttpRequest().getDecodedFormParameters(), formParams)
                .ifPresent(name -> {
                    throw refusals().tooLong(name);
                });
        if (RealmPolicy.isEnforced(realm) && !RealmPolicy.mayExchange(client)) {
            throw refusals().of(new Refusal(Cause.NO_PERMIT, null));
        }
        if ((RealmPolicy.isEnforced(realm) || isLimited(context)) && !isSupported(context)) {
            throw refusals().unsupported(context.getUnsupportedReason());
        }
        if (!TokenHeader.namesAlgorithm(params.getSubjectToken())) {
            throw refusals().of(ExchangeError.SUBJECT_TOKEN_INVALID);
        }
        chainProblem = new ExchangeChain(session).problem(params.getSubjectToken());
        return super.tokenExchange();
    }

    @Override
    protected Response exchangeClientToClient(
            UserModel user,
            UserSessionModel userSession,
            AccessToken subject,
            boolean disallowOnHolderOfTokenMismatch) {
        ExchangeRequestReader reader = new ExchangeRequestReader(context, refusals());
        Actor chain = reader.chain(subject);
        chainProblem.ifPresent(problem -> {
            throw refusals().of(ExchangeError.SUBJECT_CHAIN_BROKEN, problem);
        });
        Ancestry ancestry = ancestry(subject);
        tokenManager = RealmPolicy.isEnforced(realm)
                ? issuerOf(reader.read(user, userSession, subject, chain), ancestry)
                : issuerWithoutPolicy(chain, ancestry);
        return super.exchangeClientToClient(user, userSession, subject, disallowOnHolderOfTokenMismatch);
    }

    private Ancestry ancestry(AccessToken subject) {
        Ancestry ancestry = Ancestry.ofExchange(subject);
        if (ancestry.clients().size() > Ancestry.MAX_GENERATIONS) {
            throw refusals().of(ExchangeError.TOO_MANY_EXCHANGES);
        }
        return ancestry;
    }

    private TokenManager issuerOf(ExchangeRequest request, Ancestry ancestry) {
        Decision decision = new RealmPolicy(session).decide(request);
        if (decision instanceof Refusal refusal) {
            throw refusals().of(refusal);
        }
        grant = (Grant) decision;
        grantedType = request.tokenType();
        ExchangeEvent.granted(event, grant, request.actor());
        context.setRestrictedScopes(Scopes.restrictedTo(grant.scopes(), client));
        Restriction restriction = Restriction.of(grant, request.subject(), Time.currentTimeSeconds());
        return new ExchangeTokenManager(
                ancestry,
                restriction,
                grant.actor(),
                grantedType == TokenType.ID_TOKEN ? restriction.audiences() : null);
    }

    /** Where the policy is off, an actor is still not ignored, and a chain not lost by refreshing. */
    private TokenManager issuerWithoutPolicy(Actor chain, Ancestry ancestry) {
        if (formParams.containsKey(ACTOR_TOKEN) || formParams.containsKey(ACTOR_TOKEN_TYPE)) {
            throw refusals().of(ExchangeError.ACTOR_TOKEN_NOT_ENFORCED);
        }
        if (chain != null && OAuth2Constants.REFRESH_TOKEN_TYPE.equals(params.getRequestedTokenType())) {
            throw refusals().of(new Refusal(Cause.REFRESH_TOKEN_OF_DELEGATED, null));
        }
        return new ExchangeTokenManager(ancestry, null, chain, null);
    }

    @Override
    protected String getRequestedTokenType() {
        return grant == null ? super.getRequestedTokenType() : grantedType.urn();
    }

    @Override
    protected List<String> getSupportedOAuthResponseTokenTypes() {
        return grant == null
                ? super.getSupportedOAuthResponseTokenTypes()
                : Stream.of(TokenType.values()).map(TokenType::urn).toList();
    }

    @Override
    protected List<ClientModel> getTargetAudienceClients() {
        return grant == null
                ? super.getTargetAudienceClients()
                : grant.audiences().stream().map(realm::getClientByClientId).toList();
    }

    @Override
    protected String getRequestedScope(AccessToken subject, List<ClientModel> targets) {
        return grant == null ? super.getRequestedScope(subject, targets) : String.join(" ", grant.scopes());
    }

    /** The permit is enough: no mapper need bring the audience. */
    @Override
    protected void checkRequestedAudiences(TokenManager.AccessTokenResponseBuilder response) {
        if (grant == null) {
            super.checkRequestedAudiences(response);
        }
    }

    private Refusals refusals() {
        return new Refusals(context);
    }
}
