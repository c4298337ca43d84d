package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangePolicy;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;

/** The policy of the current request's realm: whether it is enforced, whom it concerns, what it decides. */
public final class RealmPolicy {

    /** Realm attribute that switches the policy on: {@code enforced}, or off: absent, blank or {@code off}. */
    static final String ATTRIBUTE = "token-exchange-policy";

    private static final Logger LOG = Logger.getLogger(RealmPolicy.class);

    private static final String OFF = "off";

    private final KeycloakSession session;
    private final RealmModel realm;

    public RealmPolicy(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /** A mistyped value must not open what was meant to be shut. */
    public static boolean isEnforced(RealmModel realm) {
        String value = realm.getAttribute(ATTRIBUTE);
        return value != null && !value.isBlank() && !value.equals(OFF);
    }

    /** Keycloak's own switch of a client, and its own rule that a client without credentials never exchanges. */
    public static boolean mayExchange(ClientModel requester) {
        return !requester.isPublicClient()
                && OIDCAdvancedConfigWrapper.fromClientModel(requester).isStandardTokenExchangeEnabled();
    }

    /**
     * Decides on a request, by the permits that client policies have collected for it. Whether a target exists is looked
     * up only for what is granted otherwise, so that a refusal does not tell which clients there are.
     */
    public Decision decide(ExchangeRequest request) {
        List<Permit> permits = Permits.of(session).validIn(realm);
        if (LOG.isDebugEnabled()) {
            LOG.debugf(
                    "Exchange 2/4, permits: %s; subject token of client %s with scopes %s",
                    permits.stream().map(Permit::name).toList(),
                    request.subject().client(),
                    request.subject().scopes());
        }
        Decision decision = checkTargets(ExchangePolicy.decide(permits, request, Time.currentTimeSeconds()), request);
        LOG.debugf("Exchange 3/4, decision: %s", decision);
        return decision;
    }

    private Decision checkTargets(Decision decision, ExchangeRequest request) {
        return decision instanceof Grant grant && !targetsAreEnabled(grant)
                ? new Refusal(
                        request.audiences().isEmpty() ? PolicyCheck.RESOURCE : PolicyCheck.AUDIENCE, grant.permit())
                : decision;
    }

    /** A permit names clients that exist; one that is disabled since is no target (RFC 8693 §2.2.2). */
    private boolean targetsAreEnabled(Grant grant) {
        return grant.audiences().stream()
                .map(realm::getClientByClientId)
                .allMatch(target -> target != null && target.isEnabled());
    }
}
