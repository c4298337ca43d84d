package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.common.ExchangeDecision;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ConsideredPermit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangePolicy;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PermitCheck;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.IssuanceLimits;
import dev.oauth2notebook.keycloak.tokenexchange.mode.PolicyMode;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;

/**
 * What the token-exchange policy of the current realm decides.
 *
 * @see PermitExecutor
 * @see Permits
 */
public final class RealmPolicy {

    private static final Logger LOG = Logger.getLogger(RealmPolicy.class);

    private final KeycloakSession session;
    private final RealmModel realm;

    public RealmPolicy(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /**
     * Returns whether a client may exchange tokens at all: it is confidential, and Keycloak's switch for standard token
     * exchange is on.
     */
    public static boolean mayExchange(ClientModel requester) {
        return !requester.isPublicClient()
                && OIDCAdvancedConfigWrapper.fromClientModel(requester).isStandardTokenExchangeEnabled();
    }

    /**
     * Grants a request, or refuses it.
     *
     * @param request a request whose tokens have been validated, with the values of {@code resource} as sent
     * @param allowedScopes scopes to which other client policies restrict the token; {@code null} if they do not
     * @return what may be issued
     * @throws RefusedRequestException if the request is refused
     */
    public GrantedExchange grant(ExchangeRequest request, Collection<String> allowedScopes) {
        long now = Time.currentTimeSeconds();
        List<Permit> permits = Permits.of(session, PermitKind.TOKEN_EXCHANGE).valid();
        RequestedResources resources = new RequestedResources(session, request.resources(), permits, Permit::audiences);
        ExchangeRequest resolved = request.withResources(resources.clientIds());
        Decision decision = decide(resolved, permits, now);
        if (decision instanceof Refusal refusal) {
            throw new RefusedRequestException(refusal);
        }
        Grant grant = (Grant) decision;
        IssuanceLimits limits = IssuanceLimits.of(grant, request.subject(), now)
                .withinScopes(allowedScopes)
                .withResources(resources.inAudience());
        return new GrantedExchange(resolved, grant, limits);
    }

    /**
     * Decides on a request with the permits that client policies have collected for it. Whether the targets are enabled
     * is checked only for requests that would otherwise be granted, so that a refusal does not disclose which clients
     * exist.
     */
    private Decision decide(ExchangeRequest request, List<Permit> permits, long now) {
        if (LOG.isDebugEnabled()) {
            LOG.debugf(
                    "Exchange 2/4, permits: %s; subject token of client %s with scopes %s",
                    permits.stream().map(Permit::name).toList(),
                    request.subject().client(),
                    request.subject().scopes());
        }
        Decision decision = evaluate(permits, request, now);
        if (PolicyMode.of(realm) == PolicyMode.ENFORCED) { // In report mode, the event says what would be decided.
            ExchangeDecision.offer(session, () -> DecisionReport.of(decision, permits, request, now));
        }
        LOG.debugf(
                "Exchange 3/4, decision: %s",
                decision instanceof Refusal refusal ? "refused, " + refusal.reason() : decision);
        return decision;
    }

    /**
     * Decides as {@link #grant} does, but with the given permits and without a trace of the decision.
     *
     * @param permits the permits in the order in which they are tried
     * @param request a request whose tokens have been validated, and whose resources have been resolved
     * @param now current time in seconds since the epoch
     */
    public Decision evaluate(List<Permit> permits, ExchangeRequest request, long now) {
        Decision decision = ExchangePolicy.decide(permits, request, now);
        return decision instanceof Grant grant && !areEnabled(realm, grant.audiences())
                ? targetDisabled(grant, request, ExchangePolicy.explain(permits, request, now))
                : decision;
    }

    /** Refuses a request whose target is disabled as if no permit had allowed the target. */
    private static Refusal targetDisabled(Grant grant, ExchangeRequest request, List<ConsideredPermit> considered) {
        PolicyCheck check = request.audiences().isEmpty() ? PolicyCheck.RESOURCE : PolicyCheck.AUDIENCE;
        return new Refusal(check, grant.permit(), replacingGrants(considered, check));
    }

    /** Returns the permits as if those that cover a request had failed a check. */
    static List<ConsideredPermit> replacingGrants(List<ConsideredPermit> considered, PermitCheck check) {
        return considered.stream()
                .map(each -> each.covers() ? new ConsideredPermit(each.permit(), check) : each)
                .toList();
    }

    /** Only clients that exist are in a permit, but they may be disabled (RFC 8693 §2.2.2). */
    static boolean areEnabled(RealmModel realm, Collection<String> audiences) {
        return audiences.stream()
                .map(realm::getClientByClientId)
                .allMatch(target -> target != null && target.isEnabled());
    }
}
