package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ConsideredPermit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsCheck;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsDecision;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsDecision.CredentialsGrant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsPolicy;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ResourceIndicator;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.CredentialsLimits;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeError;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceClients;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * What the policy of the current realm decides about client credentials with a target.
 *
 * @see ClientCredentialsPermitExecutor
 * @see Permits
 */
public final class RealmCredentialsPolicy {

    private final KeycloakSession session;
    private final RealmModel realm;

    public RealmCredentialsPolicy(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /**
     * Grants a request, or refuses it.
     *
     * @param request a request of an authenticated client, with the values of {@code resource} as sent
     * @return what may be issued
     * @throws RefusedRequestException if the request is refused
     */
    public GrantedCredentials grant(CredentialsRequest request) {
        if (!request.resources().stream().allMatch(ResourceIndicator::isValid)) {
            throw new RefusedRequestException(ExchangeError.RESOURCE_MALFORMED);
        }
        List<AudiencePermit> permits =
                Permits.of(session, PermitKind.CLIENT_CREDENTIALS).valid();
        RequestedResources resources =
                new RequestedResources(session, request.resources(), permits, AudiencePermit::audiences);
        CredentialsDecision decision = evaluate(permits, request.withResources(resources.clientIds()));
        if (decision instanceof Refusal refusal) {
            throw new RefusedRequestException(refusal);
        }
        CredentialsGrant grant = (CredentialsGrant) decision;
        return new GrantedCredentials(
                grant, CredentialsLimits.of(grant, resources.inAudience(), Time.currentTimeSeconds()));
    }

    /**
     * Decides as {@link #grant} does, but with the given permits.
     *
     * @param permits the permits in the order in which they are tried
     * @param request a request whose resources have been resolved
     */
    public CredentialsDecision evaluate(List<AudiencePermit> permits, CredentialsRequest request) {
        CredentialsDecision decision = CredentialsPolicy.decide(permits, request);
        return decision instanceof CredentialsGrant grant && !RealmPolicy.areEnabled(realm, grant.audiences())
                ? targetDisabled(grant, request, CredentialsPolicy.explain(permits, request))
                : decision;
    }

    /**
     * Returns the client ids of the targets of a request, for its event; a resource that stands for no client as it is.
     * Without values that have white space, which the event could not tell from several values.
     */
    public Set<String> targets(CredentialsRequest request) {
        ResourceClients clients = new ResourceClients(session);
        return request
                .withResources(request.resources().stream()
                        .map(resource -> clients.find(resource)
                                .map(ClientModel::getClientId)
                                .orElse(resource))
                        .toList())
                .targets()
                .stream()
                .filter(target -> target.chars().noneMatch(Character::isWhitespace))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Refuses a request whose target is disabled as if no permit had allowed the target. */
    private static Refusal targetDisabled(
            CredentialsGrant grant, CredentialsRequest request, List<ConsideredPermit> considered) {
        CredentialsCheck check = request.audiences().isEmpty() ? CredentialsCheck.RESOURCE : CredentialsCheck.AUDIENCE;
        return new Refusal(check, grant.permit(), RealmPolicy.replacingGrants(considered, check));
    }
}
