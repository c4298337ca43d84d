package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ResourceIndicator;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.IssuanceLimits;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeError;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;
import dev.oauth2notebook.keycloak.tokenexchange.permits.RealmPolicy;
import dev.oauth2notebook.keycloak.tokenexchange.permits.RequestedResources;
import dev.oauth2notebook.keycloak.tokenexchange.permits.SelectedPermits;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationAnswer.EvaluatedRequest;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationAnswer.IssuedToken;
import java.util.List;
import java.util.Map;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.TokenExchangeRequestContext;

/** A described token exchange, on which {@link RealmPolicy} decides. */
final class ExchangeSimulation implements Simulation {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final SimulationRequest description;
    private final DescribedExchange exchange;

    /** @throws InvalidDescription if the description is incomplete or ambiguous, or the requester does not exist */
    ExchangeSimulation(KeycloakSession session, SimulationRequest description) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.description = description;
        this.exchange = new DescribedExchange(session, description);
    }

    @Override
    public ClientModel requester() {
        return exchange.requester();
    }

    @Override
    public SimulationAnswer answer(long now) throws RefusedBeforehand {
        if (!RealmPolicy.mayExchange(requester())) {
            throw new RefusedRequestException(ExchangeError.REQUESTER_MAY_NOT_EXCHANGE);
        }
        ExchangeRequest described = exchange.request(now);
        TokenExchangeContext imagined = imagined(described);
        SelectedPermits<Permit> selected = select(imagined);
        if (!description.resource().stream().allMatch(ResourceIndicator::isValid)) {
            throw new RefusedRequestException(ExchangeError.RESOURCE_MALFORMED);
        }
        RequestedResources resources = new RequestedResources(
                        session, description.resource(), selected.permits(), Permit::audiences)
                .orOfAnyClient();
        ExchangeRequest request = described.withResources(resources.clientIds());
        ResolvedResources resolved = new ResolvedResources(resources.byResource());
        Decision decision = new RealmPolicy(session).evaluate(selected.permits(), request, now);
        List<PermitAnswer> permits = new PermitAnswers<>(realm, selected, request.requester())
                .of(
                        PermitKind.TOKEN_EXCHANGE,
                        permit -> new ExchangeAttempt(permit, request, resolved, now),
                        NearestChange::find);
        EvaluatedRequest evaluated = EvaluatedRequest.of(request, resolved, now);
        if (decision instanceof Refusal refusal) {
            return new Answers(session).refused(refusal, evaluated, permits);
        }
        Grant grant = (Grant) decision;
        IssuanceLimits limits = IssuanceLimits.of(grant, request.subject(), now)
                .withinScopes(imagined.getRestrictedScopes())
                .withResources(resources.inAudience());
        return new Answers(session)
                .granted(
                        grant.permit(),
                        new IssuedToken(
                                limits.audience(), limits.scopes(), limits.roles(), grant.lifetime(), grant.depth()),
                        evaluated,
                        permits);
    }

    private SelectedPermits<Permit> select(TokenExchangeContext imagined) throws RefusedBeforehand {
        try {
            return SelectedPermits.collect(
                    session, PermitKind.TOKEN_EXCHANGE, new TokenExchangeRequestContext(imagined));
        } catch (ClientPolicyException e) {
            throw new RefusedBeforehand(e);
        }
    }

    private TokenExchangeContext imagined(ExchangeRequest described) {
        return new TokenExchangeContext(
                session,
                PolicyForm.of(description, described.subject()),
                null,
                realm,
                new EventBuilder(realm, session, session.getContext().getConnection()),
                requester(),
                session.getContext().getConnection(),
                session.getContext().getHttpRequest().getHttpHeaders(),
                null,
                Map.of());
    }
}
