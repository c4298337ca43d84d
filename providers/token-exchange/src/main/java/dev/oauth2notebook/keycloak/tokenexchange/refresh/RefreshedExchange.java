package dev.oauth2notebook.keycloak.tokenexchange.refresh;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.SubjectToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.IssuanceLimits;
import dev.oauth2notebook.keycloak.tokenexchange.mode.PolicyMode;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeError;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.GrantRefusals;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import dev.oauth2notebook.keycloak.tokenexchange.permits.GrantedExchange;
import dev.oauth2notebook.keycloak.tokenexchange.permits.RealmPolicy;
import dev.oauth2notebook.keycloak.tokenexchange.report.PolicyReport;
import dev.oauth2notebook.keycloak.tokenexchange.request.ExchangeRequestReader;
import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceClients;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ExchangeScopes;
import dev.oauth2notebook.keycloak.tokenexchange.validity.ExchangeChain;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.TokenExchangeRequestContext;

/**
 * Checks the exchange that issued a refresh token against the current policy. If the exchange would no longer be
 * granted, the refresh is refused ({@code invalid_grant}, RFC 6749 §5.2). The subject token may have expired in the
 * meantime, so the check uses the scopes, roles and {@code may_act} that the refresh token carries
 * ({@link IssuanceLimits}).
 */
public final class RefreshedExchange {

    private static final Logger LOG = Logger.getLogger(RefreshedExchange.class);

    private final KeycloakSession session;
    private final OAuth2GrantType.Context grant;
    private final PolicyReport report;
    private final RealmModel realm;
    private final ClientModel client;

    /**
     * Creates the check for one refresh request.
     *
     * @param session the Keycloak session of the request
     * @param grant context of the refresh request, whose client has been authenticated
     */
    public RefreshedExchange(KeycloakSession session, OAuth2GrantType.Context grant) {
        this.session = session;
        this.grant = grant;
        this.report = new PolicyReport(grant.getEvent());
        this.realm = grant.getRealm();
        this.client = grant.getClient();
    }

    /**
     * Checks whether a token may be refreshed, and returns the limits of the refreshed tokens.
     *
     * @param token a verified refresh token that was issued by an exchange
     * @return limits that do not exceed those of the exchange; empty if the policy was not enforced at the exchange and
     *     is not enforced now
     * @throws CorsErrorResponseException with {@code invalid_grant} if the exchange is no longer permitted
     */
    public Optional<IssuanceLimits> limitsFor(RefreshToken token) {
        try {
            requireValidParties(token);
            return switch (PolicyMode.of(realm)) {
                case OFF -> IssuanceLimits.of(token);
                case REPORT -> {
                    report.evaluate(() -> repeat(token));
                    yield IssuanceLimits.of(token);
                }
                case ENFORCED -> Optional.of(repeat(token).limits());
            };
        } catch (RefusedRequestException e) {
            throw GrantRefusals.refuseRefresh(grant.getEvent(), grant.getCors(), e);
        }
    }

    /**
     * Reports what the policy would remove from the refreshed token.
     *
     * @param issued the refreshed access token
     */
    public void report(AccessToken issued) {
        report.compare(issued, false);
    }

    private void requireValidParties(RefreshToken token) {
        if (!RealmPolicy.mayExchange(client)) {
            throw new RefusedRequestException(ExchangeError.REQUESTER_MAY_NOT_EXCHANGE);
        }
        new ExchangeChain(session).findProblem(token).ifPresent(problem -> {
            throw new RefusedRequestException(ExchangeError.SUBJECT_CHAIN_BROKEN, problem);
        });
    }

    /** Asks the policy for the exchange that issued a refresh token once more. */
    private GrantedExchange repeat(RefreshToken token) {
        LOG.debugf("Exchange 1/4, refresh of an exchange: client %s", client.getClientId());
        IssuanceLimits granted = IssuanceLimits.of(token)
                .filter(limits -> !Ancestry.clients(token).isEmpty())
                .orElseThrow(() -> new RefusedRequestException(ExchangeError.REFRESH_TOKEN_WITHOUT_LIMITS));
        TokenExchangeContext repeated = repeatedExchange(granted);
        try {
            session.clientPolicy().triggerOnEvent(new TokenExchangeRequestContext(repeated));
        } catch (ClientPolicyException e) {
            throw new RefusedRequestException(
                    ExchangeError.CLIENT_POLICY, ExchangeError.CLIENT_POLICY.reason() + ": " + e.getErrorDetail());
        }
        GrantedExchange exchange = new RealmPolicy(session)
                .grant(request(subject(token, granted), granted), repeated.getRestrictedScopes());
        return new GrantedExchange(
                        exchange.request(), exchange.grant(), exchange.limits().withIdToken(granted.idToken()))
                .withResources(stillValid(granted));
    }

    /** Returns the resources that still stand for an audience of the exchange. */
    private List<String> stillValid(IssuanceLimits granted) {
        ResourceClients clients = new ResourceClients(session);
        return granted.resources().stream()
                .filter(resource -> clients.find(resource, granted.audiences()).isPresent())
                .toList();
    }

    private static SubjectToken subject(RefreshToken token, IssuanceLimits granted) {
        return new SubjectToken(
                Objects.requireNonNullElse(
                        token.getSubject(), ""), // Compared only with actors, of which there are none.
                Ancestry.clients(token).get(0),
                new LinkedHashSet<>(granted.scopes()),
                new LinkedHashSet<>(granted.roles()),
                null,
                granted.mayAct(),
                granted.expiresAt());
    }

    private ExchangeRequest request(SubjectToken subject, IssuanceLimits granted) {
        return new ExchangeRequest(
                client.getClientId(),
                ExchangeRequestReader.serviceAccountSub(session, client),
                subject,
                null,
                granted.audiences(),
                List.of(),
                subject.scopes(),
                ExchangeScopes.assigned(client),
                TokenType.REFRESH_TOKEN);
    }

    /**
     * Returns the request that the client would send if it repeated the exchange, for evaluation by client policies.
     */
    private TokenExchangeContext repeatedExchange(IssuanceLimits granted) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.putSingle(OAuth2Constants.GRANT_TYPE, OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE);
        form.putSingle(OAuth2Constants.SUBJECT_TOKEN, grant.getFormParams().getFirst(OAuth2Constants.REFRESH_TOKEN));
        form.putSingle(OAuth2Constants.SUBJECT_TOKEN_TYPE, OAuth2Constants.ACCESS_TOKEN_TYPE);
        form.putSingle(OAuth2Constants.REQUESTED_TOKEN_TYPE, OAuth2Constants.REFRESH_TOKEN_TYPE);
        form.put(OAuth2Constants.AUDIENCE, granted.audiences());
        form.putSingle(OAuth2Constants.SCOPE, String.join(" ", granted.scopes()));
        return new TokenExchangeContext(
                session,
                form,
                grant.getCors(),
                realm,
                grant.getEvent(),
                client,
                grant.getClientConnection(),
                grant.getHeaders(),
                grant.getTokenManager(),
                grant.getClientAuthAttributes());
    }
}
