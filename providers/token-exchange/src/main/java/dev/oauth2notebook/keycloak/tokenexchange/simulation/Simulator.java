package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ResourceIndicator;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.IssuanceLimits;
import dev.oauth2notebook.keycloak.tokenexchange.mode.PolicyMode;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeError;
import dev.oauth2notebook.keycloak.tokenexchange.permits.ConfiguredPermits;
import dev.oauth2notebook.keycloak.tokenexchange.permits.RealmPolicy;
import dev.oauth2notebook.keycloak.tokenexchange.permits.SelectedPermits;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationAnswer.EvaluatedRequest;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationAnswer.IssuedToken;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.OAuthErrorException;
import org.keycloak.common.util.Time;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/**
 * Answers whether an exchange would be granted. Client policies select the permits and {@link RealmPolicy} decides, as
 * for a request; no token is issued and no event of an exchange is sent.
 */
public final class Simulator {

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Creates a simulator for the realm of the current request. */
    public Simulator(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /**
     * Simulates an exchange.
     *
     * @throws InvalidDescription if the description is incomplete, or names a client or user that does not exist
     */
    public SimulationAnswer simulate(SimulationRequest description) {
        DescribedExchange exchange = new DescribedExchange(session, description);
        KeycloakContext context = session.getContext();
        ClientModel client = context.getClient();
        UserSessionModel userSession = context.getUserSession();
        var bearerToken = context.getBearerToken();
        try {
            context.setClient(exchange.requester());
            return simulate(description, exchange, Time.currentTimeSeconds());
        } catch (RefusedBeforehand e) {
            return refused(e);
        } finally {
            // The verification of pasted tokens also changes the context.
            context.setClient(client);
            context.setUserSession(userSession);
            context.setBearerToken(bearerToken);
        }
    }

    private SimulationAnswer simulate(SimulationRequest description, DescribedExchange exchange, long now)
            throws RefusedBeforehand {
        if (!exchange.requester().isEnabled()) {
            throw new RefusedBeforehand(
                    OAuthErrorException.INVALID_CLIENT, "Invalid client", "the requester is disabled");
        }
        if (!RealmPolicy.mayExchange(exchange.requester())) {
            throw new RefusedBeforehand(ExchangeError.REQUESTER_MAY_NOT_EXCHANGE);
        }
        if (!description.resource().stream().allMatch(ResourceIndicator::isValid)) {
            throw new RefusedBeforehand(ExchangeError.RESOURCE_MALFORMED);
        }
        ExchangeRequest described = exchange.request(now);
        TokenExchangeContext imagined = new TokenExchangeContext(
                session,
                PolicyForm.of(description, described.subject()),
                null,
                realm,
                new EventBuilder(realm, session, session.getContext().getConnection()),
                exchange.requester(),
                session.getContext().getConnection(),
                session.getContext().getHttpRequest().getHttpHeaders(),
                null,
                Map.of());
        SelectedPermits selected = select(imagined);
        RealmPolicy policy = new RealmPolicy(session);
        ExchangeRequest request = policy.resolve(selected.permits(), described);
        Decision decision = policy.evaluate(selected.permits(), request, now);
        PermitAnswers answers = new PermitAnswers(realm, selected::include, request, now);
        List<PermitAnswer> permits =
                ConfiguredPermits.of(realm).stream().map(answers::of).toList();
        return answer(decision, request, now, imagined, permits);
    }

    private SelectedPermits select(TokenExchangeContext imagined) throws RefusedBeforehand {
        try {
            return SelectedPermits.collect(session, imagined);
        } catch (ClientPolicyException e) {
            throw new RefusedBeforehand(
                    e.getError(), e.getErrorDetail(), "a client policy refuses the exchange: " + e.getErrorDetail());
        }
    }

    private SimulationAnswer answer(
            Decision decision,
            ExchangeRequest request,
            long now,
            TokenExchangeContext imagined,
            List<PermitAnswer> permits) {
        EvaluatedRequest evaluated = evaluated(request, now);
        List<String> notes = UnevaluatedConditions.of(session, realm);
        if (decision instanceof Refusal refusal) {
            return new SimulationAnswer(
                    PolicyMode.of(realm) == PolicyMode.ENFORCED,
                    false,
                    refusal.permit(),
                    null,
                    refusal.code().value(),
                    refusal.description(),
                    refusal.reason(),
                    evaluated,
                    permits,
                    notes);
        }
        Grant grant = (Grant) decision;
        IssuanceLimits limits =
                IssuanceLimits.of(grant, request.subject(), now).withinScopes(imagined.getRestrictedScopes());
        IssuedToken token =
                new IssuedToken(limits.audiences(), limits.scopes(), limits.roles(), grant.lifetime(), grant.depth());
        return new SimulationAnswer(
                PolicyMode.of(realm) == PolicyMode.ENFORCED,
                true,
                grant.permit(),
                token,
                null,
                null,
                null,
                evaluated,
                permits,
                notes);
    }

    private SimulationAnswer refused(RefusedBeforehand refusal) {
        return new SimulationAnswer(
                PolicyMode.of(realm) == PolicyMode.ENFORCED,
                false,
                null,
                null,
                refusal.error(),
                refusal.description(),
                refusal.getMessage(),
                null,
                List.of(),
                UnevaluatedConditions.of(session, realm));
    }

    private static EvaluatedRequest evaluated(ExchangeRequest request, long now) {
        return new EvaluatedRequest(
                request.requester(),
                request.subject().client(),
                request.subject().sub(),
                request.subject().scopes(),
                request.subject().depth(),
                request.subject().expiresAt() - now,
                request.actor() == null ? null : request.actor().client(),
                request.actor() == null ? null : request.actor().sub(),
                Stream.concat(request.audiences().stream(), request.resources().stream())
                        .toList(),
                request.requestedScopes(),
                request.tokenType().urn());
    }
}
