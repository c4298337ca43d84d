package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsDecision;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsDecision.CredentialsGrant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ErrorCode;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ResourceIndicator;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.CredentialsLimits;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeError;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;
import dev.oauth2notebook.keycloak.tokenexchange.permits.RealmCredentialsPolicy;
import dev.oauth2notebook.keycloak.tokenexchange.permits.RequestedResources;
import dev.oauth2notebook.keycloak.tokenexchange.permits.SelectedPermits;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationAnswer.EvaluatedRequest;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationAnswer.IssuedToken;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ExchangeScopes;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.TokenRoles;
import java.util.List;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.ServiceAccountTokenRequestContext;

/** Described client credentials with a target, on which {@link RealmCredentialsPolicy} decides. */
final class CredentialsSimulation implements Simulation {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final SimulationRequest description;
    private final ClientModel requester;

    /**
     * @throws InvalidDescription if the description has no target, or members that client credentials do not have, or
     *     names a client that does not exist
     */
    CredentialsSimulation(KeycloakSession session, SimulationRequest description) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.description = description;
        NamedParties parties = new NamedParties(session);
        this.requester = parties.client("requester", description.requester());
        requireAbsent("subject", description.subject());
        requireAbsent("subjectToken", description.subjectToken());
        requireAbsent("actor", description.actor());
        requireAbsent("actorToken", description.actorToken());
        requireAbsent("requestedTokenType", description.requestedTokenType());
        if (description.audience().isEmpty() && description.resource().isEmpty()) {
            throw new InvalidDescription(
                    "audience", "audience or resource is required: without them, a client needs no permit");
        }
        parties.requireClients("audience", description.audience());
    }

    @Override
    public ClientModel requester() {
        return requester;
    }

    @Override
    public SimulationAnswer answer(long now) throws RefusedBeforehand {
        ServiceAccountSession account = ServiceAccountSession.of(session, requester, description.scope());
        SelectedPermits<AudiencePermit> selected = select(account);
        if (!description.resource().stream().allMatch(ResourceIndicator::isValid)) {
            throw new RefusedRequestException(ExchangeError.RESOURCE_MALFORMED);
        }
        RequestedResources resources = new RequestedResources(
                        session, description.resource(), selected.permits(), AudiencePermit::audiences)
                .orOfAnyClient();
        ResolvedResources resolved = new ResolvedResources(resources.byResource());
        CredentialsRequest request = account.request(description.audience(), resources.clientIds());
        CredentialsDecision decision = new RealmCredentialsPolicy(session).evaluate(selected.permits(), request);
        List<PermitAnswer> permits = new PermitAnswers<>(realm, selected, request.requester())
                .of(
                        PermitKind.CLIENT_CREDENTIALS,
                        permit -> new CredentialsAttempt(permit, request, resolved),
                        NearestChange::find);
        EvaluatedRequest evaluated = EvaluatedRequest.of(request, resolved);
        if (decision instanceof CredentialsGrant grant) {
            CredentialsLimits limits = CredentialsLimits.of(grant, resources.inAudience(), now);
            return new Answers(session)
                    .granted(grant.permit(), issued(account.token(request, limits)), evaluated, permits);
        }
        Refusal refusal = (Refusal) decision;
        return request.onlyResource()
                .filter(resource -> refusal.code() == ErrorCode.INVALID_TARGET)
                .flatMap(resource -> account.tokenFor(description.resource().get(0)))
                .map(token -> new Answers(session).granted(null, issued(token), evaluated, permits))
                .orElseGet(() -> new Answers(session).refused(refusal, evaluated, permits));
    }

    private SelectedPermits<AudiencePermit> select(ServiceAccountSession account) throws RefusedBeforehand {
        try {
            return SelectedPermits.collect(
                    session,
                    PermitKind.CLIENT_CREDENTIALS,
                    new ServiceAccountTokenRequestContext(
                            PolicyForm.ofCredentials(description), account.clientSession()));
        } catch (ClientPolicyException e) {
            throw new RefusedBeforehand(e);
        }
    }

    private static IssuedToken issued(AccessToken token) {
        return new IssuedToken(
                List.of(token.getAudience()),
                ExchangeScopes.parse(token.getScope()),
                TokenRoles.of(token),
                token.getExp() - token.getIat(),
                0);
    }

    private static void requireAbsent(String field, Object value) {
        if (value != null) {
            throw new InvalidDescription(field, "client credentials do not have it");
        }
    }
}
