package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import static org.keycloak.OAuth2Constants.ACTOR_TOKEN;

import dev.oauth2notebook.keycloak.common.TokenHeader;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeError;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeRefusals;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import dev.oauth2notebook.keycloak.tokenexchange.request.DroppedParameters;
import dev.oauth2notebook.keycloak.tokenexchange.request.ExchangeRequestReader;
import dev.oauth2notebook.keycloak.tokenexchange.request.JwtSubject;
import dev.oauth2notebook.keycloak.tokenexchange.request.SubjectTokens;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import dev.oauth2notebook.keycloak.tokenexchange.validity.ExchangeChain;
import dev.oauth2notebook.keycloak.tokenexchange.validity.LimitedToken;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.tokenexchange.StandardTokenExchangeProvider;
import org.keycloak.representations.AccessToken;

/**
 * Keycloak's standard token exchange with the checks that apply whether or not the realm enforces the policy. Keycloak
 * verifies the subject token and issues the tokens; in between, {@link #createTokenManager} determines what may be
 * issued.
 *
 * <p>Overrides tokenExchange and exchangeClientToClient: Keycloak has no hook before it verifies the subject token, and
 * none to refuse parameters that it has dropped. Read in Keycloak 26.7.4; {@code BrokenChainIT} fails if that changes.
 *
 * @see EnforcedTokenExchangeProvider
 * @see UnenforcedTokenExchangeProvider
 */
abstract class GuardedTokenExchangeProvider extends StandardTokenExchangeProvider {

    private static final Logger LOG = Logger.getLogger(GuardedTokenExchangeProvider.class);

    /**
     * Determined before Keycloak verifies the subject token, for the reason given at {@link ExchangeChain#isIntact}.
     */
    private Optional<String> chainProblem = Optional.empty();

    /**
     * Decides on a request whose subject token Keycloak has verified.
     *
     * @param reader reader of the request
     * @param user user of the subject token
     * @param userSession session of the subject token
     * @param subject the subject token
     * @param chain the actors in the subject token; {@code null} if it has none
     * @param ancestry ancestry of the tokens to be issued
     * @return the token manager that issues the tokens
     * @throws RefusedRequestException if the exchange is refused
     */
    abstract TokenManager createTokenManager(
            ExchangeRequestReader reader,
            UserModel user,
            UserSessionModel userSession,
            AccessToken subject,
            Actor chain,
            Ancestry ancestry);

    /** Checks the request before Keycloak verifies the subject token. */
    void checkRequest() {}

    @Override
    protected final Response tokenExchange() {
        // No values as sent by the client: they could forge log lines.
        LOG.debugf(
                "Exchange 1/4, request: client %s, %s actor_token",
                client.getClientId(), formParams.containsKey(ACTOR_TOKEN) ? "with" : "without");
        DroppedParameters.first(session.getContext().getHttpRequest().getDecodedFormParameters(), formParams)
                .ifPresent(name -> {
                    throw refusals().refuse(RefusedRequestException.overlong(name));
                });
        checkRequest();
        if (!TokenHeader.namesAlgorithm(params.getSubjectToken())) {
            throw refusals().refuse(ExchangeError.SUBJECT_TOKEN_INVALID);
        }
        chainProblem = new ExchangeChain(session).findProblem(params.getSubjectToken());
        return super.tokenExchange();
    }

    @Override
    protected final Response exchangeClientToClient(
            UserModel user,
            UserSessionModel userSession,
            AccessToken subject,
            boolean disallowOnHolderOfTokenMismatch) {
        try {
            ExchangeRequestReader reader = new ExchangeRequestReader(context);
            Actor chain = SubjectTokens.chain(subject);
            chainProblem.ifPresent(problem -> {
                throw new RefusedRequestException(ExchangeError.SUBJECT_CHAIN_BROKEN, problem);
            });
            tokenManager =
                    createTokenManager(reader, user, userSession, subject, chain, SubjectTokens.ancestry(subject));
        } catch (RefusedRequestException e) {
            throw refusals().refuse(e);
        }
        return super.exchangeClientToClient(user, userSession, subject, disallowOnHolderOfTokenMismatch);
    }

    /** Returns whether the subject token is limited, as defined by {@link LimitedToken#isLimited}. */
    static boolean isLimited(TokenExchangeContext request) {
        String token = request.getParams().getSubjectToken();
        return token != null && LimitedToken.isLimited(token, request.getRealm());
    }

    /** Refuses a request that Keycloak's standard exchange does not support. */
    final void requireSupported() {
        unsupportedReason(context).ifPresent(reason -> {
            context.setUnsupportedReason(reason);
            throw refusals().refuse(RefusedRequestException.unsupported(reason));
        });
    }

    /** Returns why Keycloak's standard exchange does not support a request; empty if it does. */
    final Optional<String> unsupportedReason(TokenExchangeContext request) {
        TokenExchangeContext asAccessToken = JwtSubject.asAccessToken(request);
        return super.supports(asAccessToken) ? Optional.empty() : Optional.of(asAccessToken.getUnsupportedReason());
    }

    final ExchangeRefusals refusals() {
        return new ExchangeRefusals(context);
    }
}
